/** Turns vectors all in the same way: lengths, angles and products stay what they were. */
export type Rotation = (vector: Float32Array) => Float32Array;

/** Enough that what stood in one number is spread over all. */
const ROUNDS = 3;

/** Written into no file: another seed would be another format of segments. */
const SEED = 0x2545_f491;

/**
 * The fixed rotation of vectors of so many dimensions. A sign says much only where all numbers vary alike, and training leaves
 * most of the variance in some. A round gives numbers random signs and places, then mixes them by fast Walsh-Hadamard
 * transforms (Ailon and Chazelle 2009) of the powers of two that make up the dimensions.
 */
export function createRotation(dimensions: number): Rotation {
  const random = randomBits(SEED);
  const rounds = Array.from({ length: ROUNDS }, () => roundOf(dimensions, random));
  return (vector) => rounds.reduce(turn, vector);
}

function turn(vector: Float32Array, { places, signs }: Round): Float32Array {
  const turned = new Float32Array(vector.length);
  for (let at = 0; at < turned.length; at++)
    turned[at] = (signs[at] as number) * (vector[places[at] as number] as number);
  mix(turned);
  return turned;
}

interface Round {
  /** Where each number comes from. */
  readonly places: Uint32Array;
  readonly signs: Float32Array;
}

function roundOf(dimensions: number, random: () => number): Round {
  const places = Uint32Array.from({ length: dimensions }, (_, at) => at);
  for (let at = dimensions - 1; at > 0; at--) {
    const other = random() % (at + 1);
    [places[at], places[other]] = [places[other] as number, places[at] as number];
  }
  return { places, signs: Float32Array.from({ length: dimensions }, () => (random() & 0x10000 ? 1 : -1)) };
}

function mix(vector: Float32Array): void {
  let from = 0;
  for (let left = vector.length; left > 0;) {
    const size = 2 ** Math.floor(Math.log2(left));
    transform(vector.subarray(from, from + size));
    from += size;
    left -= size;
  }
}

/** Walsh-Hadamard in place, scaled to keep lengths. `numbers` are a power of two. */
function transform(numbers: Float32Array): void {
  const size = numbers.length;
  for (let half = 1; half < size; half *= 2)
    for (let start = 0; start < size; start += 2 * half)
      for (let at = start; at < start + half; at++) {
        const [a, b] = [numbers[at] as number, numbers[at + half] as number];
        numbers[at] = a + b;
        numbers[at + half] = a - b;
      }
  const scale = 1 / Math.sqrt(size);
  for (let at = 0; at < size; at++) numbers[at] = (numbers[at] as number) * scale;
}

/** Xorshift (Marsaglia 2003), 32 bits at a time. */
function randomBits(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
