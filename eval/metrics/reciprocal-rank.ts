/** 1 divided by the place of the first relevant result; 0 when there is none. */
export function reciprocalRank(isRelevant: readonly boolean[]): number {
  const index = isRelevant.indexOf(true);
  return index === -1 ? 0 : 1 / (index + 1);
}
