import { identifierUrl, type Identifier } from "../../../domain/identifier.ts";
import type { Paper } from "../../../domain/paper.ts";
import { webUrl } from "../addresses.ts";
import { CodeLink, ProjectLink } from "./paper-facts.tsx";

const PLACES: Record<Identifier["scheme"], string> = {
  arxiv: "arXiv",
  doi: "Publisher (DOI)",
  openreview: "OpenReview",
  acl: "ACL Anthology",
  url: "Web page",
};

/** Where to read the paper, and what belongs to it. */
export function PaperLinks({ paper }: { paper: Paper }) {
  const arxivId = paper.identifiers.find(({ scheme }) => scheme === "arxiv")?.value;
  return (
    <ul class="links">
      {arxivId !== undefined && (
        <li>
          <a href={`https://arxiv.org/pdf/${arxivId}`} rel="external">
            PDF
          </a>
        </li>
      )}
      {readable(paper.identifiers).map(({ place, address }) => (
        <li>
          <a href={address} rel="external">
            {place}
          </a>
        </li>
      ))}
      {paper.links.code !== undefined && (
        <li>
          <CodeLink paper={paper} />
        </li>
      )}
      {paper.links.project !== undefined && (
        <li>
          <ProjectLink paper={paper} />
        </li>
      )}
    </ul>
  );
}

function readable(identifiers: readonly Identifier[]): readonly { place: string; address: string }[] {
  return identifiers.flatMap((identifier) => {
    const address = webUrl(identifierUrl(identifier));
    return address === undefined ? [] : [{ place: PLACES[identifier.scheme], address }];
  });
}
