import type { Identifier } from "./identifier.ts";

/** How papers are matched: by their words, by nearness in meaning, or by both together. */
export type SearchMode = "fused" | "words" | "meaning";
export const SEARCH_MODES: readonly SearchMode[] = ["fused", "words", "meaning"];

export type SearchSort = "relevance" | "newest" | "oldest";
export const SEARCH_SORTS: readonly SearchSort[] = ["relevance", "newest", "oldest"];

/** Words to look for or, excluded, to leave out: anywhere, or in one field. */
export interface TextPart {
  readonly kind: "text";
  readonly text: string;
  /** Its words must stand side by side. */
  readonly isPhrase: boolean;
  readonly isExcluded: boolean;
  readonly field?: "title" | "author" | undefined;
}

export type FilterName = "cat" | "venue" | "source" | "has";

/** Lets only papers with any of the values through. `cat:cs` means every category of the archive. */
export interface FilterPart {
  readonly kind: "filter";
  readonly name: FilterName;
  readonly values: readonly string[];
}

/** From the first day of `when` on, or before it: `2024`, `2024-05`, `2024-05-03`, or so long ago: `7d 2w 3m 1y`. */
export interface DatePart {
  readonly kind: "date";
  readonly bound: "after" | "before";
  readonly when: string;
}

/** Both years included; one of them is given. */
export interface YearsPart {
  readonly kind: "years";
  readonly from?: number | undefined;
  readonly until?: number | undefined;
}

export interface IdPart {
  readonly kind: "id";
  readonly identifier: Identifier;
}

export type QueryPart = TextPart | FilterPart | DatePart | YearsPart | IdPart;

/** A question as it was understood, in the order in which it was written. */
export interface Query {
  readonly parts: readonly QueryPart[];
}
