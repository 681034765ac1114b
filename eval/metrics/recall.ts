/** The share of the `relevantCount` relevant documents that stand among the first `depth` results. */
export function recall(isRelevant: readonly boolean[], relevantCount: number, depth: number): number {
  const found = isRelevant.slice(0, depth).filter(Boolean).length;
  return relevantCount === 0 ? 0 : found / relevantCount;
}
