/** What both sides say of a document. */
export interface Sides {
  /** Undefined where nothing is known of its meaning: that counts as much as the middling document. */
  readonly cosine: number | undefined;
  /** 0 where the words do not match. */
  readonly words: number;
}

/**
 * Scores of documents by nearness and words: `weight · (cosine - median) / (max - median) + (1 - weight) · words / max words`
 * (decision 0013). `median` is that of the cosines of all documents; the greatest are taken from those given.
 */
export function fuse(documents: readonly Sides[], weight: number, median: number): readonly number[] {
  const nearest = documents.reduce((most, { cosine }) => Math.max(most, cosine ?? median), median);
  const bestWords = documents.reduce((most, { words }) => Math.max(most, words), 0);
  // Where nothing is nearer than the median, there is nothing to measure by, and the order remains.
  const nearScale = weight / (nearest > median ? nearest - median : 1);
  const wordScale = bestWords > 0 ? (1 - weight) / bestWords : 0;
  return documents.map(({ cosine, words }) => nearScale * ((cosine ?? median) - median) + wordScale * words);
}
