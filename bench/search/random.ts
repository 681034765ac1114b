/** Evenly spread numbers from 0 to below 1: the same row of them for the same seeds (mulberry32). */
export function createRandom(...seeds: readonly number[]): () => number {
  let state = seeds.reduce((mixed, seed) => Math.imul(mixed ^ (seed + 0x9e37_79b9), 0x85eb_ca6b) ^ (mixed >>> 13), 1);
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 to below `end`. */
export const below = (random: () => number, end: number): number => Math.floor(random() * end);

/** One of them; throws when there is none. */
export function pick<T>(random: () => number, from: readonly T[]): T {
  const picked = from[below(random, from.length)];
  if (picked === undefined) throw new RangeError("nothing to pick from");
  return picked;
}
