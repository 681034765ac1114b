import type { VectorSpace } from "../schema.ts";

/** The vectors of a segment, as `vector-layout.ts` says. A document without one has zeros. */
export interface SegmentVectors {
  readonly dimensions: number;
  /** Rotated, and scaled so that the greatest number of each vector is 127. */
  readonly codes: Int8Array;
  /** Bit by bit, whether the first rotated numbers are above zero. */
  readonly signs: Uint8Array;
}

/** How a segment names the space of its vectors. */
export const spaceBytes = (space: VectorSpace | undefined): Buffer =>
  Buffer.from(space ? JSON.stringify([space.name, space.dimensions]) : "");
