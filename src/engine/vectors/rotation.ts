import { createMemory, loadKernels } from "../../lib/kernels.ts";

/** See `assembly/rotation.ts`. */
interface RotationKernels {
  turn(from: number, to: number, places: number, signs: number, count: number): void;
}

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
  return rotationBy(rounds, dimensions);
}

/** Lays the rounds out for the kernel: two places for numbers, between which rounds go to and fro, then places and signs. */
function rotationBy(rounds: readonly Round[], dimensions: number): Rotation {
  const bytes = 4 * dimensions;
  const memory = createMemory((2 + 2 * rounds.length) * bytes);
  const kernels = loadKernels("rotation", memory) as RotationKernels;
  const numbersAt = (round: number): number => (round % 2) * bytes;
  const placesAt = (round: number): number => (2 + 2 * round) * bytes;
  for (const [round, { places, signs }] of rounds.entries()) {
    new Uint32Array(memory.buffer, placesAt(round), dimensions).set(places);
    new Float32Array(memory.buffer, placesAt(round) + bytes, dimensions).set(signs);
  }
  const given = new Float32Array(memory.buffer, numbersAt(0), dimensions);
  const turned = new Float32Array(memory.buffer, numbersAt(rounds.length), dimensions);
  return (vector) => {
    given.set(vector);
    for (let round = 0; round < rounds.length; round++)
      kernels.turn(numbersAt(round), numbersAt(round + 1), placesAt(round), placesAt(round) + bytes, dimensions);
    return turned.slice();
  };
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
