/**
 * The mean share of the exact answers' best that are among the found ones' first `count`. An exact answer may name more
 * than `count` where the last ones are equal; any of them will do. Undefined when nothing was asked.
 */
export function agreement(
  found: readonly (readonly number[])[],
  exact: readonly (readonly number[])[],
  count: number,
): number | undefined {
  const shares = exact.slice(0, found.length).flatMap((best, index) => {
    if (best.length === 0) return [];
    const good = new Set(best);
    const hits = (found[index] ?? []).slice(0, count).filter((key) => good.has(key)).length;
    return [hits / Math.min(count, best.length)];
  });
  if (shares.length === 0) return undefined;
  return Math.round((1e4 * shares.reduce((sum, share) => sum + share, 0)) / shares.length) / 1e4;
}
