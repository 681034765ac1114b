import type { Passage } from "./listing-entry.ts";

/** A text's lines with their numbers, without line ends or the space around them. */
export function trimmedLines(text: string): readonly Passage[] {
  return text.split(/\r\n|[\n\r]/).map((line, index) => ({ line: index + 1, text: line.trim() }));
}

/** Tells on which line a place is; ask for places in ascending order. */
export function lineCounter(text: string): (at: number) => number {
  let line = 1;
  let next = text.indexOf("\n");
  return (at) => {
    for (; next >= 0 && next < at; next = text.indexOf("\n", next + 1)) line += 1;
    return line;
  };
}
