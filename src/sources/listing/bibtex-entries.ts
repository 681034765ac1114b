import type { Problem } from "../../lib/parsed.ts";
import { lineCounter } from "./lines.ts";
import { excerpt } from "./outcome.ts";

/** An entry as it is written: field names in lower case, values still TeX, strings resolved. */
export interface BibtexEntry {
  readonly line: number;
  readonly text: string;
  readonly type: string;
  readonly key: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** A place in a text and the end of what may be read. */
interface Cursor {
  readonly text: string;
  readonly end: number;
  at: number;
}

const ENTRY = /@[ \t]*([a-z]+)\s*([{(])/gi;
const ENTRY_ON_OWN_LINE = /^[ \t]*@[ \t]*[a-z]+[ \t]*[{(]/gim;
const LONGEST_PREFIX = 80;
const WORD = /[^\s,={}()"#%]+/y;
const MONTHS = new Set("jan feb mar apr may jun jul aug sep oct nov dec".split(" "));

/**
 * Cuts a BibTeX file into its entries. One that is broken ends at the next line that begins an entry and is told as a problem;
 * comments, preambles and text between entries are nobody's problem. Linear in the text.
 */
export function* bibtexEntries(text: string): Iterable<BibtexEntry | Problem> {
  const strings = new Map<string, string>();
  const finder = new RegExp(ENTRY);
  const lineAt = lineCounter(text);
  let limit = 0;
  for (let found = finder.exec(text); found; found = finder.exec(text)) {
    const [{ length }, type = ""] = found;
    if (limit <= found.index) limit = startOfEntryAfter(text, found.index + length);
    const cursor: Cursor = { text, end: limit, at: found.index + length };
    const entry = isCommentedOut(text, found.index) ? "skipped" : readEntry(cursor, type.toLowerCase(), strings);
    finder.lastIndex = entry === undefined ? limit : cursor.at;
    if (entry === "skipped") continue;
    const line = lineAt(found.index);
    if (entry) yield { ...entry, line, text: text.slice(found.index, cursor.at) };
    else
      yield {
        line,
        message: `This BibTeX entry is not closed or not readable: ${excerpt(text.slice(found.index, limit))}`,
      };
  }
}

type Contents = Pick<BibtexEntry, "type" | "key" | "fields">;

function readEntry(cursor: Cursor, type: string, strings: Map<string, string>): Contents | "skipped" | undefined {
  if (type === "comment" || type === "preamble") {
    readBraced(cursor, 1);
    return "skipped";
  }
  const contents = readFieldsOf(cursor, strings);
  if (contents === undefined) return undefined;
  if (type !== "string") return { type, ...contents };
  for (const [name, value] of contents.fields) strings.set(name, value);
  return "skipped";
}

function readFieldsOf(cursor: Cursor, strings: ReadonlyMap<string, string>): Omit<Contents, "type"> | undefined {
  const fields = new Map<string, string>();
  let key = "";
  for (;;) {
    skipToField(cursor);
    if (cursor.at >= cursor.end) return undefined;
    if (/[)}]/.test(cursor.text.charAt(cursor.at))) {
      cursor.at += 1;
      return { key, fields };
    }
    const name = skip(cursor, WORD);
    skip(cursor, /\s*/y);
    const isField = cursor.text[cursor.at] === "=";
    if (name === "" || (!isField && (key !== "" || fields.size > 0))) return undefined;
    if (!isField) key = name;
    else {
      cursor.at += 1;
      const value = readValue(cursor, strings);
      if (value === undefined) return undefined;
      if (!fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value);
    }
  }
}

/** Passes space, commas and comments. */
function skipToField(cursor: Cursor): void {
  let start: number;
  do {
    start = cursor.at;
    skip(cursor, /[\s,]+/y);
    skip(cursor, /%.*/y);
  } while (cursor.at > start);
}

/** A value: braced or quoted text, a number or the name of a string, or several of these joined by `#`. */
function readValue(cursor: Cursor, strings: ReadonlyMap<string, string>): string | undefined {
  let value = "";
  do {
    skip(cursor, /\s*#?\s*/y);
    const piece = readPiece(cursor, strings);
    if (piece === undefined) return undefined;
    value += piece;
    skip(cursor, /\s*/y);
  } while (cursor.text[cursor.at] === "#");
  return value;
}

function readPiece(cursor: Cursor, strings: ReadonlyMap<string, string>): string | undefined {
  const opener = cursor.text[cursor.at];
  if (opener !== "{" && opener !== '"') {
    const word = skip(cursor, WORD);
    const name = word.toLowerCase();
    return strings.get(name) ?? (MONTHS.has(name) ? name : word);
  }
  cursor.at += 1;
  return opener === "{" ? readBraced(cursor, 1) : readBraced(cursor, 0);
}

/** Text up to the brace that closes `depth` open ones, or, at depth 0, up to a quote outside braces. */
function readBraced(cursor: Cursor, depth: 0 | 1): string | undefined {
  const { text, end } = cursor;
  const start = cursor.at;
  let open: number = depth;
  for (let at = start; at < end; at++) {
    const character = text[at];
    if (character === "\\") at += 1;
    else if (character === "{") open += 1;
    else if (character === "}") open -= 1;
    if ((character === "}" && open === 0 && depth === 1) || (character === '"' && open === 0 && depth === 0)) {
      cursor.at = at + 1;
      return text.slice(start, at);
    }
    if (open < 0) return undefined;
  }
  return undefined;
}

function skip(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const [found = ""] = pattern.exec(cursor.text) ?? [];
  cursor.at += found.length;
  return found;
}

function startOfEntryAfter(text: string, from: number): number {
  const finder = new RegExp(ENTRY_ON_OWN_LINE);
  finder.lastIndex = from;
  return finder.exec(text)?.index ?? text.length;
}

/** Whether the line begins with `%`, as far back as a line prefix is worth looking at. */
function isCommentedOut(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - LONGEST_PREFIX), at);
  return /(?:^|\n)[ \t]*%[^\n]*$/.test(before) && (at < LONGEST_PREFIX || before.includes("\n"));
}
