/** The last time that the model was to be adapted to the papers of this place, whether it was put in use or not. */
export interface AdaptationTry {
  readonly atMs: number;
  /** Papers that there were. */
  readonly papers: number;
}

/** A smaller collection teaches a model little that it does not know. */
const LEAST_PAPERS = 2_000;
const WEEK_MS = 7 * 86_400_000;
/** An import that makes the collection a quarter larger is not kept waiting for the week's end. */
const LARGE_GROWTH = 1.25;

/** Whether the model should learn from the papers again: after a large import, and weekly while papers come in. */
export function isAdaptationDue(papers: number, last: AdaptationTry | undefined, nowMs: number): boolean {
  if (papers < LEAST_PAPERS) return false;
  if (!last || papers >= last.papers * LARGE_GROWTH) return true;
  return papers > last.papers && nowMs - last.atMs >= WEEK_MS;
}
