import { type Source, textOf, type Token, tokensOf, withBraces } from "./tex/source.ts";
import { ACCENTS, ESCAPES, FORMATTING, SWITCHES, SYMBOLS } from "./tex/symbols.ts";

/** A piece of text, or a formula as TeX without its delimiters; `source` is the formula with them. */
export type TextPart =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "math";
      readonly tex: string;
      readonly isDisplay: boolean;
      readonly source: string;
    };

const CLOSERS: ReadonlyMap<string, string> = new Map([
  ["$$", "$$"],
  ["$", "$"],
  ["\\(", "\\)"],
  ["\\[", "\\]"],
]);
const DELIMITER = /\\[\s\S]|\$\$?/g;
const BLANK_LINE = /\n[ \t\r]*\n/y;

/**
 * Finds the formulas of a text: `$…$` by pandoc's rule (no space after the opening dollar nor before the closing one, no
 * digit behind it), `$$…$$`, `\(…\)` and `\[…\]`. None spans a blank line. The parts in a row are the text again.
 */
export function splitMath(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  const endOfSearch = new Map<string, number>();
  const delimiter = new RegExp(DELIMITER);
  let written = 0;
  for (let found = delimiter.exec(text); found !== null; found = delimiter.exec(text)) {
    const [opener] = found;
    const closer = CLOSERS.get(opener);
    if (closer === undefined || found.index < (endOfSearch.get(closer) ?? 0)) continue;
    const start = found.index + opener.length;
    const { end, isClosed } = findCloser(text, start, closer);
    if (!isClosed) endOfSearch.set(closer, end);
    if (!isClosed || !isFormula(text, start, end, closer)) continue;
    if (found.index > written) parts.push({ kind: "text", text: text.slice(written, found.index) });
    written = delimiter.lastIndex = end + closer.length;
    const isDisplay = opener === "$$" || opener === "\\[";
    parts.push({
      kind: "math",
      tex: text.slice(start, end),
      isDisplay,
      source: text.slice(found.index, written),
    });
  }
  if (written < text.length) parts.push({ kind: "text", text: text.slice(written) });
  return parts;
}

/** Looks for `closer` within the paragraph; `end` is where it is, or where the search gave up. */
function findCloser(text: string, from: number, closer: string): { end: number; isClosed: boolean } {
  for (let index = from; index < text.length; index++) {
    if (text.startsWith(closer, index)) return { end: index, isClosed: true };
    BLANK_LINE.lastIndex = index;
    if (text[index] === "\n" && BLANK_LINE.test(text)) return { end: index, isClosed: false };
    if (text[index] === "\\") index += 1;
  }
  return { end: text.length, isClosed: false };
}

function isFormula(text: string, start: number, end: number, closer: string): boolean {
  if (closer !== "$") return /\S/.test(text.slice(start, end));
  return (
    /\S/.test(text.charAt(start)) && /\S/.test(text.charAt(end - 1)) && !/\d/.test(text.charAt(end + 1)) && end > start
  );
}

/** What a token becomes, and where to read on. */
interface Reading {
  readonly text: string;
  readonly next: number;
}

const HAS_TEX = /[\\{~`]|--/;
const ACCENTS_IN_A_ROW = 3;

/**
 * Turns TeX's accents, symbols, quotes and dashes into Unicode and takes away formatting and protective braces. Formulas, and
 * commands it does not know, stay as they are. Linear in the length of the text.
 */
export function texToText(text: string): string {
  if (!HAS_TEX.test(text)) return text;
  const tokens = splitMath(text).flatMap((part): Token[] =>
    part.kind === "math" ? [{ kind: "math", text: part.source }] : tokensOf(part.text),
  );
  const source = withBraces(tokens);
  let result = "";
  for (let at = 0; at < source.tokens.length;) {
    const reading = read(source, at);
    result += reading.text;
    at = reading.next;
  }
  return result;
}

function read(source: Source, at: number): Reading {
  const { tokens, silent, closingQuotes } = source;
  const { kind, text } = tokens[at] ?? { kind: "text", text: "" };
  const next = at + 1;
  if (kind === "command") return readCommand(source, at, text.slice(1)) ?? { text, next };
  if (silent.has(at)) return { text: "", next };
  const before = tokens[at - 1]?.text ?? "";
  const after = tokens[next]?.text ?? "";
  if (kind === "tie") return { text: /[^\s/]$/.test(before) && /^\S/.test(after) ? " " : text, next };
  if (kind === "dash") return { text: dash(text, before, after), next };
  if (text === "``") return { text: "“", next };
  if (closingQuotes.has(at)) return { text: "”", next };
  return { text, next };
}

/** `--verbose` is an option of a command, not a dash. */
function dash(text: string, before: string, after: string): string {
  const isOption = /(?:^|\s)$/.test(before) && /^[a-z]/i.test(after);
  if (text.length > 3 || isOption) return text;
  return text.length === 3 ? "—" : "–";
}

function readCommand(source: Source, at: number, name: string): Reading | undefined {
  const { tokens, closeOf } = source;
  const next = at + 1;
  const argumentEnd = closeOf.get(next);
  const symbol = SYMBOLS.get(name);
  if (symbol !== undefined)
    return /^\p{L}$/u.test(symbol) ? withoutSpace(source, next, symbol) : { text: symbol, next };
  if (ACCENTS.has(name))
    return argumentEnd === at + 2 ? { text: name, next: at + 3 } : readAccent(source, at, ACCENTS_IN_A_ROW);
  if (SWITCHES.has(name)) return withoutSpace(source, next, "");
  const escaped = ESCAPES.get(name);
  if (escaped !== undefined) return { text: escaped, next };
  if (argumentEnd === undefined) return undefined;
  if (FORMATTING.has(name)) return { text: "", next };
  if (name === "url") return { text: textOf(tokens.slice(next + 1, argumentEnd)), next: argumentEnd + 1 };
  return name === "href" ? { text: "", next: argumentEnd + 1 } : undefined;
}

/** Space behind a command of letters only ends the command. */
function withoutSpace({ tokens }: Source, next: number, text: string): Reading {
  const follower = tokens[next];
  return follower?.kind === "text" ? { text: text + follower.text.trimStart(), next: next + 1 } : { text, next };
}

/** Reads an accent and the letter under it, which may wear another accent or be a command; undefined when there is no letter. */
function readAccent(source: Source, at: number, depth: number): Reading | undefined {
  const { tokens, silent } = source;
  const name = tokens[at]?.text.slice(1) ?? "";
  const inner = tokens[at + 1]?.kind === "open" && silent.has(at + 1) ? at + 2 : at + 1;
  const letter = readLetter(source, inner, depth);
  const mark = ACCENTS.get(name);
  if (mark === undefined || letter === undefined) return undefined;
  const [, base = "", rest = ""] = /^\s*(\p{L}\p{M}*)([\s\S]*)$/u.exec(letter.text) ?? [];
  const isApart = inner === at + 1 && /^\s/.test(letter.text) && !/[a-z]/i.test(name);
  if (base === "" || isApart) return undefined;
  const dotted = base === "ı" ? "i" : base === "ȷ" ? "j" : base;
  return { text: (dotted + mark).normalize("NFC") + rest, next: letter.next };
}

function readLetter(source: Source, at: number, depth: number): Reading | undefined {
  const token = source.tokens[at];
  if (token?.kind === "text") return { text: token.text, next: at + 1 };
  if (token?.kind !== "command" || depth <= 1) return undefined;
  const name = token.text.slice(1);
  return ACCENTS.has(name)
    ? readAccent(source, at, depth - 1)
    : SYMBOLS.has(name)
      ? readCommand(source, at, name)
      : undefined;
}
