import type { Context } from "hono";
import { strongestIdentifier } from "../../../domain/identifier.ts";
import type { Paper } from "../../../domain/paper.ts";
import { publisherOf } from "../../../domain/source-id.ts";
import { Unavailable } from "../../../lib/errors.ts";
import type { Formulas } from "../../../lib/math.ts";
import { within } from "../../../lib/within.ts";
import { similarPapers, type SimilarPaper } from "../../../search/similar-papers.ts";
import type { CountPoint, PaperEvent, PaperKey, StoredPaper } from "../../../store/store.ts";
import { paperPath } from "../addresses.ts";
import { Kicker } from "../components/kicker.tsx";
import { Names } from "../components/authors.tsx";
import { PaperHistory } from "../components/paper-history.tsx";
import { PaperLinks } from "../components/paper-links.tsx";
import { PaperList } from "../components/paper-list.tsx";
import { PaperRecord, type AppearanceOf } from "../components/paper-record.tsx";
import { Votes } from "../components/paper-facts.tsx";
import { SampleNote } from "../components/sample-note.tsx";
import { SimilarSection } from "../components/similar-section.tsx";
import { UpstreamText } from "../components/upstream-text.tsx";
import { VoteHistory } from "../components/vote-history.tsx";
import { CitationTags } from "../components/citation-tags.tsx";
import { formulasOf } from "../formulas-of.ts";
import type { WebDeps } from "../web-deps.ts";
import { formatNumber } from "../../../lib/words.ts";
import { listed } from "../words.ts";
import { missingPaperPage } from "./missing-paper-page.tsx";

/** More names than these are not asked for: a collaboration's thousand authors would find everything. */
const AUTHORS_ASKED = 8;
const MOST_RELATED = 5;
const MOST_SIMILAR = 6;
/** A page is not held up for what only stands below it. */
const SIMILAR_DEADLINE_MS = 250;

/** A paper's own page, under its canonical id; its other names lead there. */
export async function paperPage(deps: WebDeps, context: Context, name: string): Promise<Response> {
  const stored = await deps.store.papers.find(name);
  if (!stored) return await missingPaperPage(deps, context, name);
  if (stored.paper.id !== name) return context.redirect(paperPath(stored.paper.id), 301);
  const view = await loadPaper(deps, stored);
  return await context.render(<PaperPage {...view} />, {
    title: stored.paper.title,
    description: (stored.paper.abstract ?? stored.paper.summary)?.slice(0, 200),
    canonical: paperPath(stored.paper.id),
    extra: <CitationTags paper={stored.paper} publicUrl={deps.settings.publicUrl} />,
  });
}

interface PaperView {
  readonly paper: Paper;
  readonly appearances: readonly AppearanceOf[];
  readonly events: readonly PaperEvent[];
  readonly counts: readonly CountPoint[];
  readonly related: readonly Paper[];
  readonly similar: readonly SimilarPaper[] | undefined;
  readonly formulas: Formulas;
}

async function loadPaper(deps: WebDeps, { key, paper }: StoredPaper): Promise<PaperView> {
  const { papers } = deps.store;
  const names = paper.authors.slice(0, AUTHORS_ASKED).map(({ name }) => name);
  const [appearances, events, counts, byAuthors, similar] = await Promise.all([
    papers.appearances(key),
    papers.events(key),
    papers.countHistory(key),
    names.length === 0 ? [] : papers.byAuthors(names, MOST_RELATED, key),
    similarInTime(deps, key),
  ]);
  const alike = new Set(similar?.map(({ stored }) => stored.key));
  const related = byAuthors.filter((other) => !alike.has(other.key)).map((other) => other.paper);
  const shown = [paper, ...related, ...(similar ?? []).map(({ stored }) => stored.paper)];
  return { paper, appearances, events, counts, related, similar, formulas: await formulasOf(deps.math, shown) };
}

/** Undefined when the index is not ready, or not in time. */
async function similarInTime(deps: WebDeps, key: PaperKey): Promise<readonly SimilarPaper[] | undefined> {
  if (!deps.index.progress().isReady) return undefined;
  try {
    return await within(similarPapers(deps, key, { limit: MOST_SIMILAR }), SIMILAR_DEADLINE_MS);
  } catch (error) {
    if (error instanceof Unavailable) return undefined;
    throw error;
  }
}

function PaperPage({ paper, appearances, events, counts, related, similar, formulas }: PaperView) {
  return (
    <div class="sheet paper-sheet">
      <main id="content" tabindex={-1}>
        <SampleNote papers={[paper]} />
        <article class="whole-paper">
          <Kicker paper={{ ...paper, categories: [] }} />
          <h1 dir="auto">
            <UpstreamText text={paper.title} formulas={formulas} />
          </h1>
          <Authors paper={paper} />
          {paper.withdrawal && (
            <p class="notice">
              <b>Withdrawn.</b> <span dir="auto">{paper.withdrawal.reason ?? "The authors gave no reason."}</span>
            </p>
          )}
          <PaperLinks paper={paper} />
          <WholeAbstract paper={paper} formulas={formulas} />
          <p class="facts">
            <Votes paper={paper} />
          </p>
          <VoteHistory points={counts} />
          <PaperHistory paper={paper} events={events} />
        </article>
        <SimilarSection id={paper.id} similar={similar} formulas={formulas} />
        <Related papers={related} formulas={formulas} />
      </main>
      <PaperRecord paper={paper} appearances={appearances} />
    </div>
  );
}

function Authors({ paper: { authors, authorCount } }: { paper: Paper }) {
  const unnamed = authorCount - authors.length;
  return (
    <p class="byline" id="authors">
      <Names authors={authors} />
      {unnamed > 0 &&
        (authors.length > 0
          ? ` and ${formatNumber(unnamed)} more, not named by the source`
          : `${formatNumber(unnamed)} authors, not named by the source`)}
    </p>
  );
}

function WholeAbstract({ paper, formulas }: { paper: Paper; formulas: Formulas }) {
  const text = paper.abstract ?? paper.summary;
  if (text === undefined) return <p class="remark">None of the sources gives an abstract. {originalOf(paper)}</p>;
  return (
    <section class="whole-abstract" aria-labelledby="abstract">
      <h2 id="abstract">{paper.abstract === undefined ? "Summary" : "Abstract"}</h2>
      {paper.abstract === undefined && <p class="remark">{summarizerOf(paper)}, not the authors’ abstract.</p>}
      {text.split("\n\n").map((paragraph) => (
        <p dir="auto">
          <UpstreamText text={paragraph} formulas={formulas} />
        </p>
      ))}
    </section>
  );
}

/** Whose words a summary is made of: ours in the sample, else those of a site that lists the paper. */
function summarizerOf({ seenIn }: Paper): string {
  const others = seenIn.map(({ source }) => source).filter((source) => source !== "sample");
  return others.length === 0 ? "Our own words" : `The words of ${listed([...new Set(others.map(publisherOf))])}`;
}

function originalOf(paper: Paper): string {
  return strongestIdentifier(paper.identifiers) ? "The links above lead to the paper itself." : "";
}

function Related({ papers, formulas }: { papers: readonly Paper[]; formulas: Formulas }) {
  if (papers.length === 0) return <></>;
  return (
    <section class="related" aria-labelledby="related">
      <p class="label" id="related">
        By the same authors
      </p>
      <PaperList papers={papers} formulas={formulas} />
    </section>
  );
}
