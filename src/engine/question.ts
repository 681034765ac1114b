/** A part of a question: words of which any may match, or a phrase whose words stand side by side in one field. */
export interface Clause {
  readonly kind: "words" | "phrase";
  readonly text: string;
  /** Only in this text field; in any, unless given. The score is that of the word in the whole document all the same. */
  readonly field?: string | undefined;
}

export interface KeywordFilter {
  readonly name: string;
  readonly anyOf: readonly string[];
}

export interface DateRange {
  /** Days since 1970-01-01, both included. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
}

/** A vector to be near to. */
export interface Meaning {
  /** In the index's vector space, of any length but 0. */
  readonly vector: Float32Array;
  /**
   * 0 to 1: how much nearness counts against words. At 1 words rank nothing, and whatever passes the filters, `must` and
   * `mustNot` may be found; below 1 so may what words alone would not find.
   */
  readonly weight: number;
}

export interface Question {
  /** Rank by nearness as well. Only with `sort: "relevance"`. */
  readonly meaning?: Meaning | undefined;
  /** Rank by these; a document must have any word of one of them, unless `must` is given. */
  readonly should: readonly Clause[];
  /** A document must match each; they count for its rank too. `words` in `must` means all of its words. */
  readonly must: readonly Clause[];
  readonly mustNot: readonly Clause[];
  readonly keywords: readonly KeywordFilter[];
  readonly date: DateRange;
  readonly sort: "relevance" | "newest" | "oldest";
  readonly limit: number;
  /** From `Answer.next` of the page before. */
  readonly after?: string | undefined;
  /** Keywords to count values of over all matches; `total` is exact then as well. */
  readonly facets: readonly string[];
}

export interface Hit {
  readonly key: number;
  /** 0 when sorted by date. */
  readonly score: number;
  readonly date: number;
  /** Cosine, -1 to 1, to the question's `meaning`; undefined without one, or when the document has no vector. */
  readonly similarity?: number | undefined;
}

export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

export interface Answer {
  readonly hits: readonly Hit[];
  /** Documents that match: exact when counted, else at least this many. */
  readonly total: number;
  readonly isTotalExact: boolean;
  readonly next: string | undefined;
  /** By keyword name, most frequent first. */
  readonly facets: Readonly<Record<string, readonly FacetValue[]>>;
}
