import type { Clause, DateRange, FacetValue, KeywordFilter } from "../engine/question.ts";
import type { SearchSort } from "../domain/query.ts";
import type { FacetName } from "./facet-values.ts";
import type { Facet } from "./sentence-roles.ts";

/** What the index of papers is asked: a query in the index's own terms. */
export interface PaperQuestion {
  readonly should: readonly Clause[];
  readonly must: readonly Clause[];
  readonly mustNot: readonly Clause[];
  readonly keywords: readonly KeywordFilter[];
  readonly date: DateRange;
  readonly sort: SearchSort;
  /** Rank by nearness to this text. */
  readonly meaning?: PaperMeaning | undefined;
}

export interface PaperMeaning {
  readonly text: string;
  /** 0 to 1; at 1 words rank nothing. */
  readonly share: number;
  /** Whether the share falls with the part of the text that the model knows. */
  readonly isGated: boolean;
}

export interface AnswerRange {
  readonly offset: number;
  readonly limit: number;
  /** Counting facets makes the total exact, and takes some milliseconds where very many match. */
  readonly hasFacets: boolean;
}

export interface SearchHit {
  readonly key: number;
  readonly score: number;
  /** Cosine to the question's meaning. */
  readonly similarity?: number | undefined;
}

/** A word that no paper has, and the one that was searched beside it. */
export interface Correction {
  readonly from: string;
  readonly to: string;
}

export type Facets = Readonly<Partial<Record<FacetName, readonly FacetValue[]>>>;

export interface PaperAnswer {
  readonly hits: readonly SearchHit[];
  readonly total: number;
  readonly isTotalExact: boolean;
  readonly facets: Facets;
  readonly corrections: readonly Correction[];
  /** Whether nearness counted; false too when the model knows no word of the question. */
  readonly isMeaningUsed: boolean;
}

export interface PaperCount {
  readonly total: number;
  readonly isTotalExact: boolean;
}

/** Papers like a text, title first. */
export interface LikenessQuestion {
  readonly text: string;
  /** The paper that is asked about, left out with its duplicates. */
  readonly except?: number | undefined;
  readonly facet?: Facet | undefined;
  readonly limit: number;
}

export interface Likeness {
  readonly key: number;
  /** -1 to 1. */
  readonly score: number;
  /** Words that count most for both, as they stand in the paper. */
  readonly words: readonly string[];
}

/** What somebody may be about to write. */
export interface Suggestions {
  /** Keys of papers. */
  readonly titles: readonly number[];
  readonly authors: readonly { readonly name: string; readonly papers: number }[];
}
