import type { TextField } from "../schema.ts";
import { FULL_IMPACT, SATURATION } from "./segment.ts";

/** What one occurrence counts in a field of `length` words: more than the field's weight when it is shorter than others. */
export function occurrenceWeight({ weight, lengthPenalty }: TextField, length: number, averageLength: number): number {
  const relativeLength = averageLength > 0 ? length / averageLength : 1;
  return weight / (1 - lengthPenalty + lengthPenalty * relativeLength);
}

/** A word's part in a score, rarity aside, in steps of 1 / `FULL_IMPACT`. */
export function impactOf(weightedFrequency: number): number {
  return Math.max(1, Math.round((FULL_IMPACT * weightedFrequency) / (weightedFrequency + SATURATION)));
}
