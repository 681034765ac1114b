/** What a result in place `position` (from 1) counts. */
export type Discount = (position: number) => number;

/** 1, .63, .5, …: the usual one (Järvelin and Kekäläinen 2002, as trec_eval has it). */
export const standardDiscount: Discount = (position) => 1 / Math.log2(position + 1);

/** 1, 1, .63, .5, …: the older one, which CSFCube's own script uses. */
export const csfcubeDiscount: Discount = (position) => 1 / Math.max(1, Math.log2(position));

/**
 * Normalised discounted cumulative gain, 0 to 1, of the first `depth` results: `ranked` has the grades of the results in
 * their order, `judged` all grades that were given. A grade is its own gain. 0 when nothing has a grade.
 */
export function ndcg(
  ranked: readonly number[],
  judged: readonly number[],
  depth: number,
  discount: Discount = standardDiscount,
): number {
  const best = judged.toSorted((a, b) => b - a);
  const ideal = discountedGain(best, depth, discount);
  return ideal === 0 ? 0 : discountedGain(ranked, depth, discount) / ideal;
}

function discountedGain(grades: readonly number[], depth: number, discount: Discount): number {
  return grades.slice(0, depth).reduce((sum, grade, index) => sum + grade * discount(index + 1), 0);
}
