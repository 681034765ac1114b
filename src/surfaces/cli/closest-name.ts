/** Letters to add, drop, change or swap to make one word of the other (Damerau-Levenshtein, optimal string alignment). */
function editDistance(a: string, b: string): number {
  let [before, above] = [[] as number[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      const costs = [(above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (isSame ? 0 : 1)];
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) costs.push((before[j - 2] ?? Infinity) + 1);
      row.push(Math.min(...costs));
    }
    [before, above] = [above, row];
  }
  return above[b.length] ?? 0;
}

/** The name that may have been meant; undefined when none is near. */
export function closestName(wrong: string, names: readonly string[]): string | undefined {
  const near = names
    .map((name) => ({ name, distance: editDistance(wrong, name) }))
    .filter(({ distance }) => distance <= Math.max(2, wrong.length / 4));
  return near.toSorted((a, b) => a.distance - b.distance)[0]?.name;
}

export const didYouMean = (name: string | undefined): string => (name === undefined ? "" : ` Did you mean ${name}?`);
