import { cleanLine, cleanText } from "../../lib/text.ts";
import { texToText } from "../../lib/tex.ts";

/** The mark-up that publishers leave in titles and abstracts, and a heading that only repeats what the field is. */
const MARK_UP =
  /<jats:title>[^<>]{0,40}<\/jats:title>|<\/?(?:jats:)?(?:p|sec|title|italic|bold|sup|sub|sc|i|b|em|strong|span|br)(?:\s[^<>]{0,200})?\/?>/gi;

const LONGEST_LINE = 10_000;
const LONGEST_TEXT = 100_000;

/** A title or a name as it is stored: TeX accents and mark-up read, one line. */
export function tidyLine(text: string): string {
  return cleanLine(texToText(withoutMarkUp(text.slice(0, LONGEST_LINE))));
}

/** An abstract as it is stored; paragraphs stay. */
export function tidyText(text: string): string {
  return cleanText(texToText(withoutMarkUp(text.slice(0, LONGEST_TEXT))));
}

function withoutMarkUp(text: string): string {
  return text.includes("<")
    ? text.replace(MARK_UP, (tag) => (/^<\/?(?:jats:)?(?:p|sec|title|br)\b/i.test(tag) ? "\n" : ""))
    : text;
}
