import type { Parsed, Problem } from "./parsed.ts";

export interface JsonItem {
  readonly value: unknown;
  /** Where it begins, from 1. */
  readonly line: number;
}

export interface JsonArray {
  readonly items: readonly JsonItem[];
  /** The closing bracket was there: nothing was cut off. */
  readonly isComplete: boolean;
}

const MOST_DEPTH = 50;
const SPACE = /\s*/y;

/**
 * Reads a JSON array item by item: a broken item (`NaN`, say) is a problem and costs no other, and of a text that was cut
 * off the items before the cut are kept.
 */
export function readJsonArray(text: string): Parsed<JsonArray> {
  const items: JsonItem[] = [];
  const problems: Problem[] = [];
  const finish = (isComplete: boolean): Parsed<JsonArray> => ({
    value: { items, isComplete },
    problems,
  });
  let at = skipSpace(text, text.startsWith("\ufeff") ? 1 : 0);
  if (text[at] !== "[") {
    problems.push({ line: 1, message: "This is not a JSON array." });
    return finish(false);
  }
  at = skipSpace(text, at + 1);
  let line = 1 + countLines(text.slice(0, at));
  let isAtEnd = text[at] === "]";
  while (!isAtEnd) {
    const span = findItemEnd(text, at);
    if (span.end === undefined) {
      problems.push({ line, message: "The JSON ends in the middle of this item." });
      return finish(false);
    }
    const item = readItem(text.slice(at, span.end), span.depth);
    if (item.problem === undefined) items.push({ value: item.value, line });
    else problems.push({ line, message: item.problem });
    isAtEnd = text[span.end] === "]";
    const next = isAtEnd ? span.end : skipSpace(text, span.end + 1);
    line += countLines(text.slice(at, next));
    at = next;
  }
  if (skipSpace(text, at + 1) < text.length)
    problems.push({ line, message: "Something follows the end of the JSON; it was not read." });
  return finish(true);
}

/** Finds the comma or bracket behind the item that begins at `start`; no `end` when the text stops before. */
function findItemEnd(text: string, start: number): { end: number | undefined; depth: number } {
  let depth = 0;
  let deepest = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      at = findStringEnd(text, at);
    } else if (character === "{" || character === "[") {
      deepest = Math.max(deepest, ++depth);
    } else if (depth === 0 && (character === "," || character === "]")) {
      return { end: at, depth: deepest };
    } else if (character === "}" || character === "]") {
      depth = Math.max(0, depth - 1);
    }
  }
  return { end: undefined, depth: deepest };
}

function findStringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

function readItem(text: string, depth: number): { value: unknown; problem?: string } {
  if (depth > MOST_DEPTH) return { value: undefined, problem: `The JSON is nested more than ${MOST_DEPTH} deep.` };
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message.slice(0, 120) : String(error);
    return { value: undefined, problem: `The JSON is broken: ${reason}` };
  }
}

function skipSpace(text: string, from: number): number {
  SPACE.lastIndex = from;
  return from + (SPACE.exec(text)?.[0].length ?? 0);
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
