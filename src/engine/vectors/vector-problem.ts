import { UserError } from "../../lib/errors.ts";
import type { VectorSpace } from "../schema.ts";

/** What is wrong with a vector for this space and how to mend it, in a sentence; undefined when it can be used. */
export function vectorProblem(vector: Float32Array, space: VectorSpace | undefined): string | undefined {
  if (!space) return "This index has no vectors; open it with a schema that names their space.";
  if (vector.length !== space.dimensions)
    return `A vector of "${space.name}" has ${space.dimensions} numbers and this one ${vector.length}; use the same model for all.`;
  if (!vector.every(Number.isFinite))
    return "A vector has a number that is not finite; leave the vector out where the model gives none.";
  if (vector.every((number) => number === 0))
    return "A vector is all zeros and points nowhere; leave it out where nothing is known.";
  return undefined;
}

/** Throws `UserError` for a vector that cannot be kept. */
export function assertVector(vector: Float32Array, space: VectorSpace | undefined): void {
  const problem = vectorProblem(vector, space);
  if (problem !== undefined) throw new UserError("invalid", problem);
}
