import { BestKeys } from "./best-keys.ts";
import { DIMENSIONS } from "./vector-space.ts";

/** The nearest of all vectors by inner product in floats: what approximate search is measured against. */
export class ExactVectors {
  readonly #questions: readonly Float32Array[];
  readonly #nearest: readonly BestKeys[];
  #seen = 0;

  constructor(questions: readonly Float32Array[], count: number) {
    this.#questions = questions;
    this.#nearest = questions.map(() => new BestKeys(count));
  }

  /** The next vectors, one after the other; the very first has key 1. */
  add(block: Float32Array): void {
    const rows = block.length / DIMENSIONS;
    for (const [index, question] of this.#questions.entries()) {
      const nearest = this.#nearest[index];
      for (let row = 0; row < rows; row++)
        nearest?.offer(this.#seen + row + 1, product(question, block, row * DIMENSIONS));
    }
    this.#seen += rows;
  }

  /** For each question the keys of the nearest, nearest first. */
  best(): readonly (readonly number[])[] {
    return this.#nearest.map(({ keys }) => keys);
  }
}

/** Four sums at once, so that additions need not wait for each other. */
function product(question: Float32Array, block: Float32Array, start: number): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let at = 0; at < DIMENSIONS; at += 4) {
    a += (question[at] ?? 0) * (block[start + at] ?? 0);
    b += (question[at + 1] ?? 0) * (block[start + at + 1] ?? 0);
    c += (question[at + 2] ?? 0) * (block[start + at + 2] ?? 0);
    d += (question[at + 3] ?? 0) * (block[start + at + 3] ?? 0);
  }
  return a + b + c + d;
}
