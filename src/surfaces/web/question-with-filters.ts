import type { FilterName, QueryPart } from "../../domain/query.ts";
import { formatQuery } from "../../search/format-query.ts";
import type { FacetName } from "../../search/facet-values.ts";
import type { SearchAddress } from "./addresses.ts";

const NAMES: Readonly<Record<Exclude<FacetName, "year">, FilterName>> = {
  category: "cat",
  source: "source",
  has: "has",
};

/** A search as one question, its filters in words of the query language; years that do not follow each other become a span. */
export function withFilters({ question, filters = {} }: SearchAddress): string {
  const years = (filters.year ?? []).map(Number);
  const parts: readonly QueryPart[] = [
    ...Object.entries(NAMES).flatMap(([facet, name]): readonly QueryPart[] => {
      const values = filters[facet as keyof typeof NAMES] ?? [];
      return values.length === 0 ? [] : [{ kind: "filter", name, values }];
    }),
    ...(years.length === 0 ? [] : [{ kind: "years", from: Math.min(...years), until: Math.max(...years) } as const]),
  ];
  return [question, formatQuery({ parts })].filter((text) => text !== "").join(" ");
}
