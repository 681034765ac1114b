import type { LargerModel } from "./add-words.ts";

interface Anchor {
  readonly anchor: number;
  /** That the old model was trained on. */
  readonly papers: number;
}

/**
 * Shrinks the change of each row by `1 / (1 + anchor · frequency / papers)`. A static model is linear in its rows, so the
 * squared change of old texts' vectors is about the sum of the rows' squared changes, each times its frequency: this is the
 * step that weighs both.
 */
export function holdBack(vectors: Float32Array, before: LargerModel, { anchor, papers }: Anchor): void {
  const { oldVectors, oldFrequencies } = before;
  const dimensions = vectors.length / oldFrequencies.length;
  for (const [row, frequency] of oldFrequencies.entries()) {
    const share = 1 / (1 + (anchor * frequency) / papers);
    for (let at = row * dimensions; at < (row + 1) * dimensions; at++) {
      const old = oldVectors[at] as number;
      vectors[at] = old + share * ((vectors[at] as number) - old);
    }
  }
}
