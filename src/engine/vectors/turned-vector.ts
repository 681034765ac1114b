import { createRotation, type Rotation } from "./rotation.ts";
import { codeWidth, signCount } from "./vector-layout.ts";

interface Turning {
  readonly first: Rotation;
  readonly rest: Rotation;
}

const turnings = new Map<number, Turning>();

/**
 * A vector as it is stored and asked for: the numbers that have signs are rotated among themselves, the others as well. Models
 * trained to be cut short (Kusupati and others 2022) say most in their first numbers; others say as much there as anywhere.
 */
export function turnedVector(vector: Float32Array): Float32Array {
  const count = signCount(vector.length);
  const { first, rest } = turningOf(vector.length, count);
  const turned = new Float32Array(vector.length);
  turned.set(first(vector.subarray(0, count)));
  turned.set(rest(vector.subarray(count)), count);
  return turned;
}

/** Made once for each number of dimensions. */
function turningOf(dimensions: number, count: number): Turning {
  const known = turnings.get(dimensions);
  if (known) return known;
  const made = { first: createRotation(count), rest: createRotation(dimensions - count) };
  turnings.set(dimensions, made);
  return made;
}

/** Scaled to whole numbers from -127 to 127, and filled up to a row. */
export function codesOf(turned: Float32Array): Int8Array {
  let greatest = 0;
  for (const number of turned) greatest = Math.max(greatest, Math.abs(number));
  const codes = new Int8Array(codeWidth(turned.length));
  for (let at = 0; at < turned.length; at++) codes[at] = Math.round((127 * (turned[at] as number)) / greatest);
  return codes;
}
