/** Documents of one window, ascending, with the scores they have so far. */
export interface Candidates {
  readonly documents: Uint16Array;
  readonly scores: Float64Array;
  count: number;
}

/** Leaves those that pass. */
export function keepPassing(candidates: Candidates, checks: { passes(document: number): boolean }): void {
  const { documents, scores, count } = candidates;
  let kept = 0;
  for (let candidate = 0; candidate < count; candidate++) {
    const document = documents[candidate] as number;
    if (!checks.passes(document)) continue;
    documents[kept] = document;
    scores[kept++] = scores[candidate] as number;
  }
  candidates.count = kept;
}
