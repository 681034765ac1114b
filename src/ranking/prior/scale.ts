export function weightedMean(values: readonly number[], weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total === 0 ? 0 : values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0) / total;
}

/** Columns of mean 0 and deviation 1; a value that nobody knows stands at the mean. */
export function standardise(
  rows: readonly (readonly (number | undefined)[])[],
  weights: readonly number[],
  width: number,
) {
  const scaled = rows.map(() => new Float64Array(width));
  const columns = Array.from({ length: width }, (_, column) => {
    const known = rows.flatMap((row, index) => {
      const value = row[column];
      return value === undefined ? [] : [{ value, weight: weights[index] ?? 0, index }];
    });
    const heaviness = known.map(({ weight }) => weight);
    const mean = weightedMean(
      known.map(({ value }) => value),
      heaviness,
    );
    const variance = weightedMean(
      known.map(({ value }) => (value - mean) ** 2),
      heaviness,
    );
    const deviation = Math.sqrt(variance) || 1;
    for (const { value, index } of known) scaled[index]?.fill((value - mean) / deviation, column, column + 1);
    return { mean, deviation };
  });
  return { rows: scaled, columns };
}

/** A paper without a vector stands at the mean, where it says nothing. */
export function centre(vectors: readonly (Float32Array | undefined)[], weights: readonly number[], width: number) {
  const means = new Float64Array(width);
  let total = 0;
  for (const [index, vector] of vectors.entries()) {
    const weight = weights[index] ?? 0;
    if (!vector) continue;
    total += weight;
    for (let column = 0; column < width; column++)
      means[column] = (means[column] ?? 0) + weight * (vector[column] ?? 0);
  }
  if (total > 0) for (let column = 0; column < width; column++) means[column] = (means[column] ?? 0) / total;
  const rows = vectors.map((vector) => means.map((mean, column) => (vector ? (vector[column] ?? 0) - mean : 0)));
  return { rows, means };
}
