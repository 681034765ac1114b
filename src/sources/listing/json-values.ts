import { lineCounter } from "./lines.ts";
import type { Passage } from "./listing-entry.ts";

/** What services call the list of papers, or the object around it, in an answer. */
const WRAPPERS = new Set("papers items results data entries works records hits docs notes message".split(" "));

/** An array or object that has been opened. The values in a list are papers; a wrapper is an object in which to look for lists. */
interface Frame {
  readonly start: number;
  readonly isList: boolean;
  readonly isWrapper: boolean;
  key: string;
}

interface Slice {
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a JSON text into the values that are papers: the elements of the outer list, or of a list that an outer object calls
 * `papers`, `items` or the like, or else the outer values themselves. A text cut short gives the whole ones before the cut and
 * then the torn one. Linear, whatever the depth; nothing is parsed here.
 */
export function jsonValues(text: string): readonly Passage[] {
  const found: Slice[] = [];
  const open: Frame[] = [];
  for (let at = 0; at < text.length;) {
    const start = at;
    const parent = open.at(-1);
    const character = text[at];
    at = endOfToken(text, at);
    if (character === "[" || character === "{") {
      open.push(opened(parent, start, character === "["));
    } else if (character === "]" || character === "}") {
      const frame = open.pop();
      if (frame && isPaper(frame, open.at(-1), found)) found.push({ start: frame.start, end: at });
    } else if (parent?.isList === true && !/[\s,:]/.test(character ?? "")) {
      found.push({ start, end: at });
    } else if (parent?.isWrapper === true && character === '"') {
      parent.key = text.slice(start + 1, Math.min(at - 1, start + 40));
    }
  }
  const torn = open.find((frame, depth) => isPaper(frame, open[depth - 1], found));
  if (torn) found.push({ start: torn.start, end: text.length });
  const lineAt = lineCounter(text);
  return found.map(({ start, end }) => ({ line: lineAt(start), text: text.slice(start, end) }));
}

function opened(parent: Frame | undefined, start: number, isArray: boolean): Frame {
  const isLookedInto = parent === undefined || (parent.isWrapper && WRAPPERS.has(parent.key));
  return { start, isList: isArray && isLookedInto, isWrapper: !isArray && isLookedInto, key: "" };
}

function isPaper(frame: Frame, parent: Frame | undefined, found: readonly Slice[]): boolean {
  if (parent !== undefined) return parent.isList;
  const isListInside = (found.at(-1)?.start ?? -1) > frame.start;
  return frame.isWrapper && !isListInside;
}

/** A string with its quotes (an unfinished one runs to the end of the text), a number or word, or one character. */
function endOfToken(text: string, start: number): number {
  let end = start + 1;
  if (text[start] === '"') {
    while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
    return Math.min(end + 1, text.length);
  }
  if (isWordPart(text.charCodeAt(start))) while (end < text.length && isWordPart(text.charCodeAt(end))) end += 1;
  return end;
}

/** Letters, digits, `+`, `-` and `.`: what numbers and bare words are made of. */
function isWordPart(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 43 ||
    code === 45 ||
    code === 46
  );
}
