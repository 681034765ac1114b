import type { Passage } from "./listing-entry.ts";

/** A text's lines with their numbers, without line ends or the space around them. */
export function trimmedLines(text: string): readonly Passage[] {
  return text.split(/\r\n|[\n\r]/).map((line, index) => ({ line: index + 1, text: line.trim() }));
}
