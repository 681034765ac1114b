import type { Context } from "hono";
import type { Paper, PaperId } from "../../../domain/paper.ts";
import { UserError } from "../../../lib/errors.ts";
import type { Formulas } from "../../../lib/math.ts";
import { FACETS, sentenceRoles, type Facet } from "../../../search/sentence-roles.ts";
import { similarPapers, type SimilarPaper } from "../../../search/similar-papers.ts";
import { paperPath, similarFeedPath, similarPath } from "../addresses.ts";
import { FeedIcon } from "../components/feed-links.tsx";
import { IndexNote } from "../components/search-notes.tsx";
import { SimilarList } from "../components/similar-list.tsx";
import { UpstreamText } from "../components/upstream-text.tsx";
import { formulasOf } from "../formulas-of.ts";
import type { WebDeps } from "../web-deps.ts";
import { paperPage } from "./paper-page.tsx";

const MOST_SIMILAR = 20;

export const VIEWS: readonly { readonly facet: Facet | undefined; readonly name: string }[] = [
  { facet: undefined, name: "Whole paper" },
  { facet: "problem", name: "Problem" },
  { facet: "method", name: "Method" },
  { facet: "result", name: "Result" },
];

/** The papers like one: as a whole, or by its problem, its method or its result. `path` is its name with `/similar`. */
export async function similarPage(deps: WebDeps, context: Context, path: string): Promise<Response> {
  const name = path.replace(/\/similar$/, "");
  const stored = await deps.store.papers.find(name);
  // A DOI may end so too.
  if (!stored) return await paperPage(deps, context, path);
  const facet = readFacet(context.req.query("facet"));
  const { key, paper } = stored;
  if (paper.id !== name) return context.redirect(similarPath(paper.id, facet), 301);
  const similar = await similarPapers(deps, key, { limit: MOST_SIMILAR, facet });
  const formulas = await formulasOf(deps.math, [paper, ...similar.map((one) => one.stored.paper)]);
  return await context.render(
    <div class="sheet">
      <Views id={paper.id} current={facet} />
      <main id="content" tabindex={-1}>
        <Heading paper={paper} facet={facet} formulas={formulas} />
        <IndexNote progress={deps.index.progress()} />
        <Found similar={similar} formulas={formulas} />
      </main>
    </div>,
    {
      title: `Papers like ${paper.title}`,
      isUnlisted: true,
      feed: { title: `Broadsheet: like ${paper.title}`, path: similarFeedPath(paper.id) },
    },
  );
}

/** The facet that an address or a form names. Throws `UserError` that names the valid ones. */
export function readFacet(given: string | undefined): Facet | undefined {
  const text = given?.trim() || undefined;
  const facet = FACETS.find((known) => known === text);
  if (facet !== undefined || text === undefined) return facet;
  throw new UserError("invalid", `facet is one of ${FACETS.join(", ")}; the address says ${text.slice(0, 40)}.`);
}

function Views({ id, current }: { id: PaperId; current: Facet | undefined }) {
  return (
    <div class="margin">
      <nav aria-labelledby="margin-facet">
        <p class="label" id="margin-facet">
          Alike in
        </p>
        <ul class="choices">
          {VIEWS.map(({ facet, name }) => (
            <li>
              <a href={similarPath(id, facet)} {...(facet === current && { "aria-current": "page" })}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}

interface HeadingProps {
  readonly paper: Paper;
  readonly facet: Facet | undefined;
  readonly formulas: Formulas;
}

function Heading({ paper, facet, formulas }: HeadingProps) {
  return (
    <>
      <h1 class="page-title" dir="auto">
        Papers like{" "}
        <a href={paperPath(paper.id)}>
          <UpstreamText text={paper.title} formulas={formulas} />
        </a>
      </h1>
      <p class="follow">
        <span>
          <FeedIcon /> <a href={`${similarFeedPath(paper.id)}.atom`}>Feed of papers like this</a>
        </span>
      </p>
      {facet !== undefined && <Compared paper={paper} facet={facet} formulas={formulas} />}
    </>
  );
}

/** What of a paper this view goes by. */
function Compared({ paper, facet, formulas }: HeadingProps & { readonly facet: Facet }) {
  if (facet === "problem")
    return <p class="remark">What a whole abstract is about is its problem: this list is that of the whole paper.</p>;
  const about = sentenceRoles(paper.abstract ?? "").filter(({ role }) => role === facet);
  if (about.length === 0) return <p class="remark">No sentence of its abstract tells of its {facet}.</p>;
  return (
    <details class="query-help">
      <summary>What it says of its {facet}</summary>
      <p dir="auto">
        <UpstreamText text={about.map(({ text }) => text).join(" ")} formulas={formulas} />
      </p>
    </details>
  );
}

function Found({ similar, formulas }: { similar: readonly SimilarPaper[]; formulas: Formulas }) {
  if (similar.length > 0) return <SimilarList similar={similar} formulas={formulas} />;
  return <p>No paper here is like it.</p>;
}
