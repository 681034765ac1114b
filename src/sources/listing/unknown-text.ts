import type { Problem } from "../../lib/parsed.ts";
import { UNDERSTOOD } from "./listing-format.ts";
import { otherFile } from "./other-file.ts";
import { excerpt } from "./outcome.ts";

/** How texts begin that are meant for programs. */
const BEGINNINGS: readonly (readonly [string, RegExp])[] = [
  ["a web page", /^\s{0,1000}<(?:!doctype html|html|head|body)\b/i],
  ["XML", /^\s{0,1000}<\?xml\b|^\s{0,1000}<(?:rss|feed|opml)\b/i],
];
const HEAD = 2000;

/** Tells somebody whose text is no listing what was seen, what to bring instead, and what we read. */
export function unknownText(text: string): Problem {
  const other = otherFile(text);
  const seen = other ? `${other.name}. ${other.advice}` : `${looksLike(text.slice(0, HEAD))}.`;
  return { line: 1, message: `This names no paper that we can see. It looks like ${seen} ${UNDERSTOOD}` };
}

function looksLike(head: string): string {
  if (head.trim() === "") return "an empty text";
  const known = BEGINNINGS.find(([, beginning]) => beginning.test(head));
  if (known) return known[0];
  const unreadable = head.match(/[^\P{Cc}\s]|\ufffd/gu)?.length ?? 0;
  return unreadable > head.length / 20 ? "a binary file" : `plain text that begins “${excerpt(head)}”`;
}
