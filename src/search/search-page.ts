import type { Query, SearchMode, SearchSort } from "../domain/query.ts";
import type { Problem } from "../lib/parsed.ts";
import type { StoredPaper } from "../store/store.ts";
import type { Highlights } from "./highlight.ts";
import type { Loosening } from "./loosen.ts";
import type { IndexProgress } from "./paper-index.ts";
import type { Correction, Facets } from "./paper-question.ts";
import type { Reason } from "./reasons.ts";
import type { ChosenFilters } from "./search-request.ts";

export interface SearchResult {
  readonly stored: StoredPaper;
  readonly score: number;
  /** Why it stands first, when it was not for its words alone. */
  readonly exact?: "identifier" | "title" | undefined;
  readonly highlights: Highlights;
  readonly reasons: readonly Reason[];
}

/** What the request left open, decided. */
export interface SettledRequest {
  readonly question: string;
  readonly mode: SearchMode;
  readonly sort: SearchSort;
  readonly page: number;
  readonly limit: number;
  readonly filters: ChosenFilters;
}

export interface SearchPage {
  readonly request: SettledRequest;
  readonly query: Query;
  /** What of the question was not understood, or not heeded. */
  readonly problems: readonly Problem[];
  readonly total: number;
  /** Else there are more than `total`. */
  readonly isTotalExact: boolean;
  readonly results: readonly SearchResult[];
  readonly facets: Facets;
  /** Words that no paper has, and what was searched instead. */
  readonly corrections: readonly Correction[];
  /** The question with those words exchanged; undefined where there are none. */
  readonly didYouMean: string | undefined;
  /** Where nothing was found: what could be left out, and how much would be found then. */
  readonly loosenings: readonly Loosening[];
  readonly progress: IndexProgress;
}
