import { solve } from "./solve.ts";

/** `penaltyOf` is per unit of weight, so that it means the same for few papers and many. */
export function leastSquares(
  rows: readonly Float64Array[],
  targets: readonly number[],
  weights: readonly number[],
  penaltyOf: (column: number) => number,
): Float64Array {
  const width = rows[0]?.length ?? 0;
  const products = Array.from({ length: width }, () => new Float64Array(width));
  const sums = new Float64Array(width);
  let total = 0;
  for (const [index, row] of rows.entries()) {
    const weight = weights[index] ?? 0;
    total += weight;
    for (let a = 0; a < width; a++) {
      const weighted = weight * (row[a] ?? 0);
      if (weighted === 0) continue;
      sums[a] = (sums[a] ?? 0) + weighted * (targets[index] ?? 0);
      const product = products[a];
      if (product) for (let b = 0; b <= a; b++) product[b] = (product[b] ?? 0) + weighted * (row[b] ?? 0);
    }
  }
  for (const [column, product] of products.entries())
    product[column] = (product[column] ?? 0) + penaltyOf(column) * total;
  return solve(products, sums);
}
