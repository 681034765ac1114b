import type { Match } from "./find-matches.ts";

export interface TextWindow {
  readonly start: number;
  readonly end: number;
}

/** Characters of a snippet, and of what stands before its first match. */
const SNIPPET = 300;
const LEAD_IN = 60;
/** A match that comes again tells a little more. */
const AGAIN = 0.1;

/** The stretch of a text with the most different matches; its beginning where there are none. */
export function chooseWindow(text: string, matches: readonly Match[]): TextWindow {
  if (text.length <= SNIPPET) return { start: 0, end: text.length };
  const starts = [0, ...matches.map(({ start }) => Math.max(0, start - LEAD_IN))];
  let best = { start: 0, worth: -1 };
  for (const start of new Set(starts)) {
    const worth = worthOf(matches, start);
    if (worth > best.worth) best = { start, worth };
  }
  return atWords(text, best.start);
}

function worthOf(matches: readonly Match[], from: number): number {
  const seen = new Set<string>();
  let again = 0;
  for (const { start, end, label } of matches) {
    if (start < from) continue;
    if (end > from + SNIPPET) break;
    if (seen.has(label)) again += 1;
    seen.add(label);
  }
  return seen.size + AGAIN * Math.min(5, again);
}

/** Begins after a space and ends before one, and not within a formula. */
function atWords(text: string, from: number): TextWindow {
  const space = from === 0 ? -1 : text.indexOf(" ", from);
  const start = outsideFormula(text, space < 0 || space > from + LEAD_IN ? from : space + 1);
  const limit = Math.min(text.length, start + SNIPPET);
  if (limit === text.length) return { start, end: limit };
  const end = text.lastIndexOf(" ", limit);
  return { start, end: outsideFormula(text, end > start ? end : limit) };
}

/** The place itself, or the beginning of the formula around it. */
function outsideFormula(text: string, place: number): number {
  let open = -1;
  for (let at = text.indexOf("$"); at >= 0 && at < place; at = text.indexOf("$", at + 1)) open = open < 0 ? at : -1;
  return open >= 0 && text.indexOf("$", place) >= 0 && open > place - SNIPPET / 2 ? open : place;
}
