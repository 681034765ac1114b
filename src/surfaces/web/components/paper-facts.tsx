import type { Paper } from "../../../domain/paper.ts";
import { publisherOf } from "../../../domain/source-id.ts";
import { webUrl } from "../addresses.ts";
import { counted, formatNumber } from "../../../lib/words.ts";
import { listed } from "../words.ts";

/** What readers elsewhere did, where to find code, and who lists the paper. */
export function PaperFacts({ paper }: { paper: Paper }) {
  return (
    <p class="facts">
      <Votes paper={paper} />
      <CodeLink paper={paper} />
      <ProjectLink paper={paper} />
      <SeenIn paper={paper} />
    </p>
  );
}

/** `163 votes, 1 comment on Hugging Face`: always said to be upstream's. */
export function Votes({ paper }: { paper: Paper }) {
  const { votes, comments } = paper.counts;
  const parts = [
    ...(votes === undefined ? [] : [<b>{counted(votes, "vote")}</b>]),
    ...(comments === undefined || (comments === 0 && votes !== undefined)
      ? []
      : [<span>{counted(comments, "comment")}</span>]),
  ];
  if (parts.length === 0) return <></>;
  const { place, address } = countedAt(paper);
  const words = (
    <>
      {parts.map((part, index) => (
        <>
          {index > 0 && ", "}
          {part}
        </>
      ))}{" "}
      {place}
    </>
  );
  return address === undefined ? (
    <span class="votes">{words}</span>
  ) : (
    <a class="votes" href={address} rel="external">
      {words}
    </a>
  );
}

/** Whose counts they are. Only Hugging Face counts votes, and our sample keeps what it counted. */
function countedAt({ identifiers, seenIn }: Paper): { place: string; address?: string } {
  const isFeatured = seenIn.some(({ source }) => source === "hugging-face" || source === "sample");
  if (!isFeatured) return { place: "in a listing" };
  const arxivId = identifiers.find(({ scheme }) => scheme === "arxiv")?.value;
  const place = "on Hugging Face";
  return arxivId === undefined ? { place } : { place, address: `https://huggingface.co/papers/${arxivId}` };
}

export function CodeLink({ paper }: { paper: Paper }) {
  const address = webUrl(paper.links.code);
  if (address === undefined) return <></>;
  const { stars } = paper.counts;
  return (
    <a href={address} rel="external">
      Code
      {stars !== undefined && (
        <>
          {" "}
          <span aria-hidden="true">★&#8239;{formatNumber(stars)}</span>
          <span class="unseen">({counted(stars, "star")})</span>
        </>
      )}
    </a>
  );
}

export function ProjectLink({ paper }: { paper: Paper }) {
  const address = webUrl(paper.links.project);
  return address === undefined ? (
    <></>
  ) : (
    <a href={address} rel="external">
      Project page
    </a>
  );
}

/** The sample says so itself, above the list. */
function SeenIn({ paper }: { paper: Paper }) {
  const sources = paper.seenIn.map(({ source }) => source).filter((source) => source !== "sample");
  const publishers = [...new Set(sources.map(publisherOf))];
  return publishers.length === 0 ? <></> : <span class="seen-in">From {listed(publishers)}</span>;
}
