import type { BibtexPassage } from "./bibtex-passages.ts";

/** A passage in words that the library reads as BibTeX does, and the fields that are too long for it. */
export interface BibtexSource {
  readonly source: string;
  readonly leftOut: readonly string[];
}

/** The library takes about 10 µs for each character; 3000 authors fit. */
export const LONGEST_FIELD = 50_000;

/**
 * What the library would read as TeX, refusing a lone `$` and cutting at `%`. It stands in the source as Unicode's
 * noncharacters from U+FDD0 on, which no text may use; TeX is read later.
 */
const HIDDEN = ["\\", "{", "}", '"', "$", "%", "\n\n"] as const;
const FIRST_MARK = 0xfdd0;
const MARKS: ReadonlyMap<string, string> = new Map(
  HIDDEN.map((text, index) => [text, String.fromCharCode(FIRST_MARK + index)]),
);
const MARK = /[\ufdd0-\ufdd6]/g;
const TO_HIDE = /\\[\s\S]?|[$%]|\n[ \t\r]*\n\s*/g;

const COMMENT = /%.*/g;
/** A field's name behind what is no comma, and one that Scopus writes in two words: `funding_text 1`. */
const FIELD_AT_ONCE = /^(?=\s*[a-z][\w-]{0,60}\s{0,20}=)/i;
const FIELD_WITHOUT_COMMA = /(?<=[\w.])(?=\s+[a-z][\w-]{0,60}\s{0,20}=)/gi;
const NAME_BEFORE = /([\w-]{1,60})\s{0,20}=\s{0,20}$/;
const NAME_IN_TWO = /(?<=[a-z]) (?=\d{1,3}\s{0,20}=)/gi;

/** Writes a passage anew for the library: keys, comments and commas as it wants them, TeX hidden. */
export function sourceOf({ text, type, key, headEnd, values }: BibtexPassage): BibtexSource {
  const leftOut: string[] = [];
  let source = `@${type}{${key === "" ? "" : "key"}`;
  let at = headEnd;
  let name = "";
  for (const { from, to } of values) {
    const before = between(text.slice(at, from), at > headEnd);
    const isTooLong = to - from > LONGEST_FIELD;
    name = NAME_BEFORE.exec(before)?.[1] ?? name;
    if (isTooLong) leftOut.push(name);
    source += before + (isTooLong ? "{}" : hidden(text.slice(from, to)));
    at = to;
  }
  return { source: `${source}${between(text.slice(at, -1), at > headEnd)}}`, leftOut };
}

function between(text: string, isBehindValue: boolean): string {
  const fields = text.replace(COMMENT, "").replace(FIELD_WITHOUT_COMMA, ",").replace(NAME_IN_TWO, "_");
  return isBehindValue ? fields.replace(FIELD_AT_ONCE, ",") : fields;
}

function hidden(value: string): string {
  return value
    .replace(MARK, "")
    .replace(TO_HIDE, (found) =>
      found.startsWith("\n") ? ` ${MARKS.get("\n\n")} ` : Array.from(found, (char) => MARKS.get(char) ?? char).join(""),
    );
}

/** A value as it stood in the file. */
export function shown(value: string): string {
  return value.replace(MARK, (mark) => HIDDEN[mark.charCodeAt(0) - FIRST_MARK] ?? "");
}
