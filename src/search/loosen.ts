import type { Query, QueryPart } from "../domain/query.ts";
import type { FacetName } from "./facet-values.ts";
import { formatPart, formatQuery } from "./format-query.ts";
import type { PaperQuestion } from "./paper-question.ts";
import type { PaperIndex } from "./paper-index.ts";
import type { ChosenFilters } from "./search-request.ts";

/** One thing to leave out of a question that finds nothing, and what is found then. */
export interface Loosening {
  /** As the question writes it, or the name of a facet. */
  readonly without: string;
  readonly question: string;
  readonly filters: ChosenFilters;
  readonly total: number;
  readonly isTotalExact: boolean;
}

type Looser = Pick<Loosening, "without" | "filters"> & { readonly query: Query };

const MOST_TRIED = 8;

/** What could be left out, one thing at a time, the most fruitful first. Asks for at most eight counts. */
export async function findLoosenings(
  index: Pick<PaperIndex, "count">,
  { query, filters }: { readonly query: Query; readonly filters: ChosenFilters },
  ask: (query: Query, filters: ChosenFilters) => PaperQuestion,
): Promise<readonly Loosening[]> {
  const tried = looserThan(query, filters).slice(0, MOST_TRIED);
  if (tried.length === 0) return [];
  const counts = await index.count(tried.map((looser) => ask(looser.query, looser.filters)));
  return tried
    .flatMap(({ query: looser, ...rest }, at) => {
      const { total = 0, isTotalExact = true } = counts[at] ?? {};
      return total === 0 ? [] : [{ ...rest, question: formatQuery(looser), total, isTotalExact }];
    })
    .toSorted((a, b) => b.total - a.total);
}

function looserThan(query: Query, filters: ChosenFilters): readonly Looser[] {
  const { parts } = query;
  const isAlone = parts.length + Object.keys(filters).length < 2;
  const chosen = (Object.keys(filters) as FacetName[]).map((name) => ({
    without: name,
    query,
    filters: Object.fromEntries(Object.entries(filters).filter(([other]) => other !== name)),
  }));
  const byPart = parts.map((part) => ({
    without: formatPart(part),
    query: { parts: parts.filter((other) => other !== part) },
    filters,
  }));
  const unquoted = parts.filter(isPhrase).map((part) => ({
    without: "quotation marks",
    query: { parts: parts.map((other) => (other === part ? { ...part, isPhrase: false } : other)) },
    filters,
  }));
  return isAlone ? unquoted : [...unquoted, ...chosen, ...byPart];
}

const isPhrase = (part: QueryPart): part is Extract<QueryPart, { kind: "text" }> =>
  part.kind === "text" && part.isPhrase && !part.isExcluded && part.field !== "author" && part.text.includes(" ");
