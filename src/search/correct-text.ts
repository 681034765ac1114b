import type { Correction } from "./paper-question.ts";

/** A text with each wrong word exchanged. */
export function correctText(text: string, corrections: readonly Correction[]): string {
  const meant = new Map(corrections.map(({ from, to }) => [from, to]));
  return text.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => meant.get(word) ?? word);
}
