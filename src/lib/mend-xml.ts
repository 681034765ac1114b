import { decodeEntities } from "./entities.ts";
import type { Parsed, Problem } from "./parsed.ts";

/** Characters that XML 1.0 forbids (section 2.2), and surrogates without their other half. */
const FORBIDDEN = /[[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]--[\t\n\r\x85]]+/gv;
const REFERENCE = /&(?:#x([\da-fA-F]{1,8});|#(\d{1,9});|([a-zA-Z][\w.-]{0,31});)?/g;
const OF_XML = new Set(["amp", "lt", "gt", "quot", "apos"]);
const MOST_NAMED = 10;

/**
 * Makes text readable as XML where feeds commonly fail: forbidden characters go, a stray `&` and the names of HTML
 * (`&nbsp;`) become text, so that nothing but the five names and character references is ever expanded.
 */
export function mendXml(text: string): Parsed<string> {
  const unknown = new Set<string>();
  const mended = outsideCdata(text.trimStart().replace(FORBIDDEN, ""), (part) =>
    part.replace(REFERENCE, (source: string, hex?: string, decimal?: string, name?: string) => {
      const code = hex === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hex, 16);
      if (!Number.isNaN(code)) return isCharacter(code) ? source : "\ufffd";
      if (name !== undefined && OF_XML.has(name)) return source;
      if (name !== undefined && decodeEntities(source) === source) unknown.add(name);
      return `&amp;${source.slice(1)}`;
    }),
  );
  return { value: mended, problems: unknown.size === 0 ? [] : [unknownEntities([...unknown])] };
}

function unknownEntities(names: readonly string[]): Problem {
  const named = names
    .slice(0, MOST_NAMED)
    .map((name) => `&${name};`)
    .join(" ");
  return {
    message: `These entities mean nothing to us and stay in the text as they are: ${named}`,
  };
}

function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0x10_ffff && !(code >= 0xd800 && code <= 0xdfff) && (code & 0xfffe) !== 0xfffe;
}

/** In CDATA sections an `&` is an `&`. */
function outsideCdata(text: string, change: (part: string) => string): string {
  let result = "";
  let at = 0;
  for (;;) {
    const open = text.indexOf("<![CDATA[", at);
    const close = open < 0 ? -1 : text.indexOf("]]>", open);
    if (close < 0) return result + change(text.slice(at));
    result += change(text.slice(at, open)) + text.slice(open, close);
    at = close;
  }
}
