import type { Query, SearchSort } from "../domain/query.ts";
import type { Clock } from "../lib/clock.ts";
import { dayInZone } from "../lib/day.ts";
import { UserError } from "../lib/errors.ts";
import type { PaperKey, Store } from "../store/store.ts";
import { correctText } from "./correct-text.ts";
import { findExact, type ExactMatch } from "./find-exact.ts";
import { FUSION } from "./fusion-constants.ts";
import { createHighlighter } from "./highlight.ts";
import { findLoosenings } from "./loosen.ts";
import type { PaperIndex } from "./paper-index.ts";
import type { PaperAnswer, PaperQuestion, SearchHit } from "./paper-question.ts";
import { parseQuery } from "./parse-query.ts";
import { MOST_CHARACTERS } from "./query-limits.ts";
import { paperQuestionOf } from "./query/paper-question-of.ts";
import { reasonsFor } from "./reasons.ts";
import type { SearchPage, SearchResult, SettledRequest } from "./search-page.ts";
import type { ChosenFilters, SearchRequest } from "./search-request.ts";

export interface SearchDeps {
  readonly store: Store;
  readonly index: PaperIndex;
  readonly clock: Clock;
}

/**
 * Finds papers: what is named by an identifier or by its exact title first, then by words and meaning. Throws `UserError`
 * for a question over its limits, `Unavailable` when the index does not answer in time.
 */
export async function search(deps: SearchDeps, request: SearchRequest): Promise<SearchPage> {
  const { constants = FUSION, hasFacets = false } = request;
  const { value: query, problems } = parseQuery(request.question);
  const settled = settle(request, query);
  const { filters, mode, sort } = settled;
  const today = dayInZone(deps.clock.now(), "UTC");
  const ask = (asked: Query, chosen: ChosenFilters): PaperQuestion =>
    paperQuestionOf(asked, { mode, sort, today, filters: chosen, constants });

  const exact = await findExact(deps.store, settled, query);
  const limit = settled.page * settled.limit + exact.length;
  const answer = isAsking(query, filters)
    ? await deps.index.search(ask(query, filters), { offset: 0, limit, hasFacets })
    : NOTHING_ASKED;
  const { shown, total } = arrange(exact, answer, settled);
  return {
    request: settled,
    query,
    problems,
    total,
    isTotalExact: answer.isTotalExact,
    results: await load(deps.store, shown, createPresenter(query, answer)),
    facets: answer.facets,
    corrections: answer.corrections,
    didYouMean: answer.corrections.length === 0 ? undefined : correctText(settled.question, answer.corrections),
    loosenings: total > 0 ? [] : await findLoosenings(deps.index, { query, filters }, ask),
    progress: deps.index.progress(),
  };
}

const USUAL_LIMIT = 20;

function settle(request: SearchRequest, query: Query): SettledRequest {
  const { mode = "fused", sort = usualSort(query), page = 1, limit = USUAL_LIMIT, filters = {} } = request;
  const question = request.question.trim();
  if (question.length > MOST_CHARACTERS)
    throw new UserError(
      "invalid",
      `A search may be at most ${MOST_CHARACTERS} characters long; this one has ${question.length}.`,
    );
  return { question, mode, sort, page, limit, filters };
}

/** What only restricts has no best: the newest comes first. */
function usualSort({ parts }: Query): SearchSort {
  const isRanking = parts.some((part) => part.kind === "text" && !part.isExcluded);
  return isRanking ? "relevance" : "newest";
}

/** Identifiers are looked up in the store; where nothing else is asked, neither is the index. */
const isAsking = ({ parts }: Query, filters: ChosenFilters): boolean =>
  parts.some(({ kind }) => kind !== "id") || Object.values(filters).some((values) => values.length > 0);

const NOTHING_ASKED: PaperAnswer = {
  hits: [],
  total: 0,
  isTotalExact: true,
  facets: {},
  corrections: [],
  isMeaningUsed: false,
};

type Shown = SearchHit & Pick<SearchResult, "exact">;

/** Puts what is named before what was found, and cuts the page out. */
function arrange(
  exact: readonly ExactMatch[],
  { hits, total }: PaperAnswer,
  { page, limit }: SettledRequest,
): { readonly shown: readonly Shown[]; readonly total: number } {
  const keys = new Set<number>(exact.map(({ stored }) => stored.key));
  const best = hits[0]?.score ?? 0;
  // Scores fall along the list, so an exact match scores above whatever its words alone would bring.
  const named = exact.map(({ stored, exact: by }, at): Shown => {
    const hit = hits.find(({ key }) => key === stored.key);
    return { ...hit, key: stored.key, score: best + exact.length - at, exact: by };
  });
  // A paper of that title has its words too, so the index counts it; one called by an identifier may have none of them.
  const uncounted = exact.filter(
    ({ stored, exact: by }) => by === "identifier" && !hits.some(({ key }) => key === stored.key),
  );
  const list = [...named, ...hits.filter(({ key }) => !keys.has(key))];
  return { shown: list.slice((page - 1) * limit, page * limit), total: total + uncounted.length };
}

type Presenter = (stored: SearchResult["stored"], shown: Shown) => SearchResult;

function createPresenter(query: Query, { corrections }: PaperAnswer): Presenter {
  const highlight = createHighlighter(query, corrections);
  return (stored, { score, exact, similarity }) => {
    const highlights = highlight(stored.paper);
    const reasons = reasonsFor(query, { exact, similarity, words: highlights.words });
    return { stored, score, exact, highlights, reasons };
  };
}

async function load(store: Store, shown: readonly Shown[], present: Presenter): Promise<readonly SearchResult[]> {
  const papers = await store.papers.load(shown.map(({ key }) => key as PaperKey));
  const byKey = new Map<number, Shown>(shown.map((one) => [one.key, one]));
  return papers.flatMap((stored) => {
    const one = byKey.get(stored.key);
    return one ? [present(stored, one)] : [];
  });
}
