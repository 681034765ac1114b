import type { SearchMode, SearchSort } from "../domain/query.ts";
import type { FusionConstants } from "./fusion-constants.ts";
import type { FacetName } from "./facet-values.ts";

/** Values chosen by facets, besides what the question itself says; any of a facet's values will do. */
export type ChosenFilters = Readonly<Partial<Record<FacetName, readonly string[]>>>;

export interface SearchRequest {
  readonly question: string;
  /** `fused` unless given. */
  readonly mode?: SearchMode | undefined;
  /** Unless given, `relevance`, or `newest` for a question that only restricts. */
  readonly sort?: SearchSort | undefined;
  /** From 1. */
  readonly page?: number | undefined;
  /** Results of a page; 20 unless given. */
  readonly limit?: number | undefined;
  readonly filters?: ChosenFilters | undefined;
  /** Whether to count facets. The total is exact then, and costs some milliseconds where very many match. */
  readonly hasFacets?: boolean | undefined;
  readonly constants?: FusionConstants | undefined;
}
