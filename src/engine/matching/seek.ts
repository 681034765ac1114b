/** The first position from `from` on, before `end`, whose number is at least `wanted`; `end` when there is none. */
export function seek(ascending: Uint16Array, from: number, end: number, wanted: number): number {
  if (from >= end || (ascending[from] as number) >= wanted) return from;
  let low = from;
  let high = from + 1;
  for (let step = 2; high < end && (ascending[high] as number) < wanted; step *= 2) {
    low = high;
    high += step;
  }
  if (high > end) high = end;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) < wanted) low = middle;
    else high = middle;
  }
  return high;
}
