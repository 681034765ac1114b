import type { Problem } from "../../lib/parsed.ts";
import { lineCounter } from "./lines.ts";
import type { Passage } from "./listing-entry.ts";
import { excerpt } from "./outcome.ts";

/** An entry, or a definition of strings, as it stands in a file. */
export interface BibtexPassage extends Passage {
  /** In lower case; `string` for a definition. */
  readonly type: string;
  /** Empty where no comma follows it. */
  readonly key: string;
  /** Where in `text` the type and the key end. */
  readonly headEnd: number;
  readonly values: readonly Span[];
}

/** A value in braces or quotes, with these: from where to where it stands in a passage. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** `@article{key`; a key ends at a comma and may hold spaces. */
const HEAD = /@[ \t]*([a-z]+)\s*([{(])(?:\s*([^\s,={}@][^,={}]{0,500})(?=,))?/gi;
const ENTRY_ON_OWN_LINE = /^[ \t]*@[ \t]*[a-z]+[ \t]*[{(][^,={}]{0,500}[,=]/gim;
const TOKEN = /\\[\s\S]|[{})"%]/g;
const LONGEST_PREFIX = 80;
export const UNREADABLE = "This BibTeX entry is not closed or not readable";

/**
 * Cuts a BibTeX file into its entries and definitions. One that is not closed ends at the next line that begins an entry and
 * is told as a problem; comments, preambles and text between entries are nobody's problem. Linear in the text.
 */
export function* bibtexPassages(text: string): Iterable<BibtexPassage | Problem> {
  const finder = new RegExp(HEAD);
  const lineAt = lineCounter(text);
  let limit = 0;
  for (let found = finder.exec(text); found; found = finder.exec(text)) {
    const { 0: head, 1: type = "", 2: opener, 3: key = "", index } = found;
    if (isCommentedOut(text, index)) continue;
    if (limit <= index) limit = startOfEntryAfter(text, index + head.length);
    const passage = text.slice(index, limit);
    const body = bodyOf(passage, head.length, opener === "{" ? "}" : ")");
    finder.lastIndex = body ? index + body.end : limit;
    if (/^(?:comment|preamble)$/i.test(type)) continue;
    const line = lineAt(index);
    if (!body) yield { line, message: `${UNREADABLE}: ${excerpt(passage)}` };
    else {
      const { end, values } = body;
      yield {
        line,
        text: passage.slice(0, end),
        type: type.toLowerCase(),
        key: key.trim(),
        headEnd: head.length,
        values,
      };
    }
  }
}

/** The values between a head and what closes the entry; undefined when nothing does. */
function bodyOf(text: string, start: number, closer: "}" | ")"): { end: number; values: Span[] } | undefined {
  const tokens = new RegExp(TOKEN);
  tokens.lastIndex = start;
  const values: Span[] = [];
  for (let found = tokens.exec(text); found; found = tokens.exec(text)) {
    const { 0: token, index: from } = found;
    if (token === closer) return { end: from + 1, values };
    if (token === "}") return undefined;
    if (token === "%") tokens.lastIndex = endOfLine(text, from);
    if (token !== "{" && token !== '"') continue;
    const to = endOfValue(text, tokens, token);
    if (to === undefined) return undefined;
    values.push({ from, to });
  }
  return undefined;
}

/** Where the brace that closes an open one ends, or a quote outside braces. */
function endOfValue(text: string, tokens: RegExp, opener: "{" | '"'): number | undefined {
  let depth = opener === "{" ? 1 : 0;
  for (let found = tokens.exec(text); found && depth >= 0; found = tokens.exec(text)) {
    const [token] = found;
    if (token === "{") depth += 1;
    if (token === "}") depth -= 1;
    if (depth === 0 && token === (opener === "{" ? "}" : '"')) return tokens.lastIndex;
  }
  return undefined;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
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
