/** Numbers that look random and are always the same, evenly from -1 to 1. */
export function* evenNumbers(seed: number): Generator<number, never> {
  for (let state = seed >>> 0; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 31 - 1;
  }
}

/** Vectors about a number of middles, with less and less variance from number to number, as trained ones have. */
export function clusteredVectors(count: number, dimensions: number, middleCount: number): readonly Float32Array[] {
  const numbers = evenNumbers(7);
  const one = (): Float32Array =>
    Float32Array.from({ length: dimensions }, (_, at) => numbers.next().value / Math.sqrt(1 + at / 16));
  const middles = Array.from({ length: middleCount }, one);
  return Array.from({ length: count }, (_, at) => {
    const middle = middles[at % middleCount];
    return one().map((number, place) => number + (middle?.[place] ?? 0));
  });
}

export function cosine(a: Float32Array, b: Float32Array): number {
  let [product, aSquare, bSquare] = [0, 0, 0];
  for (const [at, number] of a.entries()) {
    const other = b[at] ?? 0;
    product += number * other;
    aSquare += number * number;
    bSquare += other * other;
  }
  return product / Math.sqrt(aSquare * bSquare);
}
