/** Numbers that look random and are the same again for the same seed. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** Of mean 0 and variance 1. */
  normal(): number;
  /** 0 to `count - 1` in another order. */
  permutation(count: number): Uint32Array;
}

/** Small fast counter 32 (Chris Doty-Humphrey's PractRand), which passes its tests at this size. */
export function createRandom(seed: number): Random {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, seed | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 15; round++) next();
  return {
    next,
    // Box and Muller (1958).
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    permutation: (count) =>
      shuffle(
        Uint32Array.from({ length: count }, (_, index) => index),
        next,
      ),
  };
}

/** Fisher and Yates (1938). */
function shuffle(numbers: Uint32Array, next: () => number): Uint32Array {
  for (let last = numbers.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1));
    const moved = numbers[last] as number;
    numbers[last] = numbers[other] as number;
    numbers[other] = moved;
  }
  return numbers;
}
