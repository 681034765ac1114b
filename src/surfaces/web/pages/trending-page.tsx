import type { Context } from "hono";
import { loadTrending, type Trending } from "../../../daily/trending.ts";
import type { Formulas } from "../../../lib/math.ts";
import { counted, formatNumber } from "../../../lib/words.ts";
import { trendingPath } from "../addresses.ts";
import { PaperList } from "../components/paper-list.tsx";
import { SampleNote } from "../components/sample-note.tsx";
import { keptMix, TrendingMargin, WINDOW_NAMES } from "../components/trending-margin.tsx";
import { WhyHere } from "../components/why-here.tsx";
import { formulasOf } from "../formulas-of.ts";
import { readTrendingQuery } from "../trending-query.ts";
import type { WebDeps } from "../web-deps.ts";
import { formatDay } from "../words.ts";

const PAGE_SIZE = 50;

/** The papers that people and the prior favour, over a window of days. */
export async function trendingPage(deps: WebDeps, context: Context): Promise<Response> {
  const asked = readTrendingQuery(context);
  const trending = await loadTrending(deps, { ...asked, limit: PAGE_SIZE });
  const formulas = await formulasOf(
    deps.math,
    trending.places.map(({ paper }) => paper),
  );
  return await context.render(<TrendingPage trending={trending} formulas={formulas} />, {
    title: `Trending ${WINDOW_NAMES[asked.window].toLowerCase()}`,
    description: `Papers ordered by recorded votes, comments and stars, and a guess. The formula is published.`,
    canonical: trendingPath({ window: asked.window, after: asked.after }),
    feed: { title: `Broadsheet: trending, ${asked.window}`, path: `/feeds/trending/${asked.window}` },
  });
}

function TrendingPage({ trending, formulas }: { trending: Trending; formulas: Formulas }) {
  const { places, firstRank, window } = trending;
  const papers = places.map(({ paper }) => paper);
  const byId = new Map(places.map((place) => [place.paper.id, place]));
  return (
    <div class="sheet">
      <TrendingMargin trending={trending} />
      <main id="content" tabindex={-1}>
        <h1 class="page-title">Trending {WINDOW_NAMES[window].toLowerCase()}</h1>
        <OrderNote trending={trending} />
        <SampleNote papers={papers} />
        {papers.length === 0 && <Nothing trending={trending} />}
        {papers.length > 0 && (
          <PaperList
            papers={papers}
            formulas={formulas}
            start={firstRank}
            foot={({ id }) => {
              const place = byId.get(id);
              return place && <WhyHere place={place} />;
            }}
          />
        )}
        <Pages trending={trending} />
      </main>
    </div>
  );
}

/** Whose order this is, said before the first paper: people's, or a guess. */
function OrderNote({ trending }: { trending: Trending }) {
  const { asOf, total } = trending;
  if (asOf === undefined || total === 0) return <></>;
  return (
    <p class="intro">
      {counted(total, "paper")}, as of <time datetime={asOf}>{formatDay(asOf)}</time>. {orderWords(trending)}{" "}
      <a href="/about/trending">How this order is made</a>
    </p>
  );
}

function orderWords({ mix, hasGuesses, places }: Trending): string {
  const isRecorded = places.some(({ explanation }) => explanation.parts.some(({ input }) => input !== "guess"));
  if (!hasGuesses)
    return isRecorded
      ? "Ordered by what was counted, newest weighing most."
      : "Nothing was counted yet: the order means nothing.";
  if (mix === 1) return "This order is a guess made from past editions. Nobody voted for it.";
  if (!isRecorded)
    return "Nobody has voted on any paper of this page yet: its order is a guess made from past editions.";
  if (mix === 0) return "Ordered by what was counted, newest weighing most.";
  return `What was counted makes ${percent(1 - mix)} of a paper’s points; a guess made from past editions makes ${percent(mix)}.`;
}

const percent = (share: number): string => `${Math.round(100 * share)}%`;

function Nothing({ trending: { window, asOf, firstRank } }: { trending: Trending }) {
  if (asOf === undefined) return <p class="remark">No paper has been announced or featured here yet.</p>;
  return (
    <div class="empty">
      <h2>{firstRank > 1 ? "This page is empty" : "Nothing in this window"}</h2>
      <p>
        <a href={trendingPath({ window })}>First page</a>
      </p>
    </div>
  );
}

function Pages({ trending: { window, mix, next, firstRank, places } }: { trending: Trending }) {
  if (next === undefined && firstRank === 1) return <></>;
  return (
    <nav class="pages" aria-label="Pages">
      {firstRank > 1 && <a href={trendingPath({ window, mix: keptMix(mix) })}>First page</a>}
      <span>{places.length > 0 && `${formatNumber(firstRank)} to ${formatNumber(firstRank + places.length - 1)}`}</span>
      {next !== undefined && (
        <a href={trendingPath({ window, mix: keptMix(mix), after: next })} rel="next">
          Next {PAGE_SIZE} papers
        </a>
      )}
    </nav>
  );
}
