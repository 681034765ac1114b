/**
 * Precision at each relevant result, averaged over all `relevantCount` relevant documents, 0 to 1. Those that are not
 * among the results count as never found.
 */
export function averagePrecision(isRelevant: readonly boolean[], relevantCount: number): number {
  let found = 0;
  let sum = 0;
  for (const [index, relevant] of isRelevant.entries()) {
    if (!relevant) continue;
    found += 1;
    sum += found / (index + 1);
  }
  return relevantCount === 0 ? 0 : sum / relevantCount;
}
