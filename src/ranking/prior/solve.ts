/**
 * Solves A·x = b for a symmetric positive definite A, given row by row, by Cholesky's decomposition. A direction that A says
 * nothing about gets nothing.
 */
export function solve(a: readonly Float64Array[], b: Float64Array): Float64Array {
  const lower = decompose(a);
  const size = b.length;
  const x = Float64Array.from(b);
  for (let row = 0; row < size; row++) x[row] = divided(x, lower, row, 0, row);
  for (let row = size - 1; row >= 0; row--) {
    let sum = x[row] ?? 0;
    for (let other = row + 1; other < size; other++) sum -= (lower[other]?.[row] ?? 0) * (x[other] ?? 0);
    x[row] = ratio(sum, lower[row]?.[row] ?? 0);
  }
  return x;
}

const TINY = 1e-9;

function decompose(a: readonly Float64Array[]): readonly Float64Array[] {
  const lower = a.map((row) => new Float64Array(row.length));
  for (const [row, target] of lower.entries()) {
    const source = a[row] ?? target;
    target.set(source.subarray(0, row + 1));
    for (let column = 0; column < row; column++) target[column] = divided(target, lower, column, 0, column);
    const left = (source[row] ?? 0) - sumOfSquares(target, row);
    target[row] = left > TINY * Math.max(1, source[row] ?? 0) ? Math.sqrt(left) : 0;
  }
  return lower;
}

/** `x[row]` less its part along the rows before, over the diagonal. */
function divided(x: Float64Array, lower: readonly Float64Array[], row: number, from: number, to: number): number {
  const factors = lower[row] ?? x;
  let sum = x[row] ?? 0;
  for (let column = from; column < to; column++) sum -= (factors[column] ?? 0) * (x[column] ?? 0);
  return ratio(sum, factors[row] ?? 0);
}

const ratio = (sum: number, diagonal: number): number => (diagonal === 0 ? 0 : sum / diagonal);

function sumOfSquares(values: Float64Array, count: number): number {
  let sum = 0;
  for (let index = 0; index < count; index++) sum += (values[index] ?? 0) ** 2;
  return sum;
}
