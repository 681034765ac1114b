import { codesOf, turnedVector } from "./turned-vector.ts";
import type { SegmentVectors } from "./segment-vectors.ts";
import { codeWidth, signCount, signWidth } from "./vector-layout.ts";

/** A vector to be near to, as the kernels read it. */
export interface AskedVector {
  readonly codes: Int8Array;
  /** For each four signs of a document, in order, what each of their sixteen values is worth. */
  readonly tables: Uint8Array;
}

/** Bits that a table looks up at once. */
const GROUP = 4;
/** Four tables are added up in a byte. */
const GREATEST_WORTH = 63;

export function askedVector(vector: Float32Array): AskedVector {
  const turned = turnedVector(vector);
  return { codes: codesOf(turned), tables: tablesOf(turned.subarray(0, signCount(vector.length))) };
}

/** The stored vector of a document as one to be near to; undefined when it has none. */
export function storedVector({ codes: rows, dimensions }: SegmentVectors, document: number): AskedVector | undefined {
  const width = codeWidth(dimensions);
  const codes = rows.slice(document * width, (document + 1) * width);
  if (codes.every((code) => code === 0)) return undefined;
  return { codes, tables: tablesOf(Float32Array.from(codes.subarray(0, signCount(dimensions)))) };
}

/** A sign that agrees is worth the size of the number it agrees with: the sum is the product with the signs, shifted. */
function tablesOf(turned: Float32Array): Uint8Array {
  const groupCount = 2 * signWidth(turned.length);
  const scale = scaleOf(turned, groupCount);
  const tables = new Uint8Array(groupCount << GROUP);
  for (let group = 0; group < groupCount; group++) {
    const numbers = turned.subarray(GROUP * group, GROUP * (group + 1));
    for (let bits = 0; bits < 1 << GROUP; bits++) {
      let worth = 0;
      for (let at = 0; at < numbers.length; at++) {
        const number = numbers[at] as number;
        if (number > 0 === (((bits >> at) & 1) === 1)) worth += Math.round(scale * Math.abs(number));
      }
      tables[(group << GROUP) + bits] = worth;
    }
  }
  return tables;
}

/** What makes the greatest group of numbers worth just as much as may be. */
function scaleOf(turned: Float32Array, groupCount: number): number {
  let greatest = Number.MIN_VALUE;
  for (let group = 0; group < groupCount; group++) {
    let size = 0;
    for (const number of turned.subarray(GROUP * group, GROUP * (group + 1))) size += Math.abs(number);
    greatest = Math.max(greatest, size);
  }
  // Rounding adds up to half a step for each number.
  return (GREATEST_WORTH - GROUP / 2) / greatest;
}
