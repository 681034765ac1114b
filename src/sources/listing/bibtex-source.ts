import type { BibtexPassage } from "./bibtex-passages.ts";

/** A passage as the library takes it, and the names of fields that are too long for it. */
export interface BibtexSource {
  readonly source: string;
  readonly leftOut: readonly string[];
}

/** In characters. The library takes about 10 µs for each; 3000 authors fit. */
export const LONGEST_FIELD = 50_000;

/**
 * What the library would read as TeX, where it refuses an entry for a lone `$`, cuts a value at `%`, and loses authors behind
 * a blank line. In the source noncharacters stand for it, from U+FDD0 on, which no text uses; TeX is read later.
 */
const HIDDEN = ["\\", "{", "}", '"', "$", "%", "\n\n"] as const;
const FIRST_MARK = 0xfdd0;
const MARKS: ReadonlyMap<string, string> = new Map(
  HIDDEN.map((text, index) => [text, String.fromCharCode(FIRST_MARK + index)]),
);
const MARK = /[\ufdd0-\ufdd6]/g;
const TO_HIDE = /\\[\s\S]?|[$%]|\n[ \t\r]*\n\s*/g;

const COMMENT = /%.*/g;
/** Commas that some tools forget: behind a value in braces or quotes, and behind a bare one. */
const FIELD_AT_ONCE = /^(?=\s*[a-z][\w-]{0,60}\s{0,20}=)/i;
const FIELD_WITHOUT_COMMA = /(?<=[\w.])(?=\s+[a-z][\w-]{0,60}\s{0,20}=)/gi;
/** The space in names such as `Custom 1`. */
const SPACE_IN_NAME = /(?<=[a-z]) (?=\d{1,3}\s{0,20}=)/gi;
const LAST_NAME = /([\w-]{1,60})\s{0,20}=\s{0,20}$/;

/** Writes a passage as the library takes it: any key, no comments, all commas, TeX hidden. */
export function sourceOf({ text, type, key, headEnd, values }: BibtexPassage): BibtexSource {
  const leftOut: string[] = [];
  let source = `@${type}{${key === "" ? "" : "key"}`;
  let at = headEnd;
  let name = "";
  for (const { from, to } of values) {
    const before = between(text.slice(at, from), at > headEnd);
    const isTooLong = to - from > LONGEST_FIELD;
    name = LAST_NAME.exec(before)?.[1] ?? name;
    if (isTooLong) leftOut.push(name);
    source += before + (isTooLong ? "{}" : hidden(text.slice(from, to)));
    at = to;
  }
  return { source: `${source}${between(text.slice(at, -1), at > headEnd)}}`, leftOut };
}

function between(text: string, isBehindValue: boolean): string {
  const fields = text.replace(COMMENT, "").replace(SPACE_IN_NAME, "_").replace(FIELD_WITHOUT_COMMA, ",");
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
