/** What decides how words and meaning are weighed against each other. */
export interface FusionConstants {
  /** How much nearness counts for a question whose words the model knows all, 0 to 1; times the square of the share of them that it knows. */
  readonly meaningShare: number;
  /** Words that say nothing are no longer looked for in questions of so many words. */
  readonly sentenceFrom: number;
  /** In similar papers, how much vectors count; the rest is tf-idf. */
  readonly similarVectorShare: number;
  /** In similar papers by facet, how much the sentences of that facet count; the rest is the whole paper. */
  readonly facetShare: number;
}

/** Convex combination gated by familiarity, chosen on development halves only and the same for every corpus (decision 0015). */
export const FUSION: FusionConstants = {
  meaningShare: 0.64,
  sentenceFrom: 6,
  similarVectorShare: 0.5,
  facetShare: 0.2,
};
