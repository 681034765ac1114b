import { decodeEntities } from "./entities.ts";

/** Controls, lone surrogates, zero-width and bidi controls, non-characters. Variation selectors choose a glyph and may stay. */
const FORBIDDEN =
  /[[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]--[\p{Variation_Selector}\t\n\v\f\r\x85]]+/gv;
const MARKS_TOO_MANY = /(\p{M}{8})\p{M}+/gu;
const SPACE = /[\s\x85]+/g;
const LINE_BREAK = /\r\n|[\n\v\f\r\x85\u2028\u2029]/g;
/** Printable ASCII without an entity, in single spaces: most titles and names need no work. */
const TIDY_LINE = /^[!-%'-~]+(?: [!-%'-~]+)*$/;

/** Text of one line as it is stored: entities decoded once, invisible characters gone, single spaces, NFC. */
export function cleanLine(text: string): string {
  if (TIDY_LINE.test(text)) return text;
  return visible(text).replace(SPACE, " ").trim();
}

/** Like `cleanLine`, but blank lines stay as paragraph breaks, written `\n\n`. */
export function cleanText(text: string): string {
  if (TIDY_LINE.test(text)) return text;
  return visible(text)
    .replace(SPACE, (space) => (isParagraphBreak(space) ? "\n\n" : " "))
    .trim();
}

function visible(text: string): string {
  return decodeEntities(text).replace(FORBIDDEN, "").normalize("NFC").replace(MARKS_TOO_MANY, "$1");
}

function isParagraphBreak(space: string): boolean {
  if (space.length === 1) return space === "\u2029";
  return space.includes("\u2029") || (space.match(LINE_BREAK)?.length ?? 0) > 1;
}
