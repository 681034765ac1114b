import type { Problem } from "../../lib/parsed.ts";
import type { Passage } from "./listing-entry.ts";
import { excerpt } from "./outcome.ts";

/** One paper's part of a Daily Papers page. */
export interface DailyBlock extends Passage {
  /** Undefined for an abstract whose title was lost. */
  readonly title: string | undefined;
  readonly abstract: readonly string[];
  readonly authorCount?: number | undefined;
  readonly date?: string | undefined;
}

const INVITATION = /^get trending papers in your email inbox(?: once a day)?!$/i;
const CHROME =
  /^(?:new|subscribe|daily papers|by\s?AK and the research community|·|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) \d{1,2})$/i;
const GLUED = /^Subscribe(?=\S)/;
const AUTHORS = /^•?\s?(\d{1,5}) authors?$/;
const DATE = /^([A-Z][a-z]{2} \d{1,2}(?:, \d{4})?)(?: \d{1,9})?$/;
const SHORTEST_ABSTRACT = 200;
const LONGEST_TITLE = 400;
const LINES_BELOW = 7;

/** Whether a text shows the marks of such a page: its invitation to subscribe, or counts of authors below the papers. */
export function isDailyPage(lines: readonly string[]): boolean {
  return (
    lines.some((line) => INVITATION.test(line.trim())) ||
    lines.filter((line) => /^\s*•\s?\d{1,5} authors?\s*$/.test(line)).length > 0
  );
}

/** Whether a line and the next are a title and its abstract, by their lengths. */
export function isTitled(title: string, abstract: string): boolean {
  if (title.length >= LONGEST_TITLE) return false;
  return abstract.length >= SHORTEST_ABSTRACT || (abstract.length >= 80 && abstract.length > 2 * title.length);
}

/** Cuts pages into papers. Each page begins with its invitation and has a layout of its own. */
export function* dailyBlocks(lines: readonly Passage[]): Iterable<DailyBlock | Problem> {
  let page: Passage[] = [];
  let previous = "";
  for (const { line, text } of lines) {
    if (INVITATION.test(text)) {
      yield* blocksOfPage(page);
      page = [];
    } else if (text !== "") {
      page.push({ line, text: INVITATION.test(previous) ? text.replace(GLUED, "") : text });
    }
    previous = text === "" ? previous : text;
  }
  yield* blocksOfPage(page);
}

function blocksOfPage(page: readonly Passage[]): Iterable<DailyBlock | Problem> {
  return page.some(({ text }) => AUTHORS.test(text))
    ? blocksWithAuthors(page)
    : blocksInTurn(page.filter(({ text }) => !CHROME.test(text)));
}

/** The layout in which a count of authors, a dot and a date stand below each paper. */
function* blocksWithAuthors(page: readonly Passage[]): Iterable<DailyBlock | Problem> {
  let above: Passage[] = [];
  let isFirst = true;
  for (let at = 0; at < page.length; at++) {
    const passage = page[at];
    const [, count] = AUTHORS.exec(passage?.text ?? "") ?? [];
    if (passage && count === undefined && !CHROME.test(passage.text)) above.push(passage);
    if (count === undefined) continue;
    const below = linesBelow(page, at);
    yield* blockOf(above, below, isFirst);
    isFirst = false;
    above = [];
    at += below.length - 1;
  }
  yield* blocksInTurn(above);
}

/** The count of authors and, within a few lines, the date. */
function linesBelow(page: readonly Passage[], at: number): readonly Passage[] {
  const lines = page.slice(at, at + LINES_BELOW);
  const date = lines.findIndex(({ text }) => DATE.test(text));
  const end = lines.findIndex(({ text }, index) => index > 0 && text !== "·" && index !== date);
  return date < 0 || (end >= 0 && end < date) ? lines.slice(0, 1) : lines.slice(0, date + 1);
}

/** What stands above a count of authors: a title and an abstract of one line or more. Before the first there may be other words. */
function* blockOf(
  above: readonly Passage[],
  below: readonly Passage[],
  isFirst: boolean,
): Iterable<DailyBlock | Problem> {
  const firstLong = above.findIndex(({ text }) => text.length >= SHORTEST_ABSTRACT);
  const start = isFirst && firstLong > 1 ? firstLong - 1 : 0;
  yield* above.slice(0, start).map(unreadable);
  const [title, ...abstract] = above.slice(start);
  const [authors] = below;
  if (title === undefined) {
    if (authors) yield unreadable(authors);
    return;
  }
  const [, date] = DATE.exec(below.at(-1)?.text ?? "") ?? [];
  const authorCount = Number(AUTHORS.exec(authors?.text ?? "")?.[1]);
  yield { ...block(title, abstract, below), authorCount, date };
}

/** The layout in which titles and abstracts take turns. An abstract without its title is still a paper; other lines are not. */
function* blocksInTurn(lines: readonly Passage[]): Iterable<DailyBlock | Problem> {
  for (let at = 0; at < lines.length; at++) {
    const [first, second] = [lines[at], lines[at + 1]];
    if (!first) return;
    if (second && isTitled(first.text, second.text)) {
      yield block(first, [second], []);
      at += 1;
    } else if (first.text.length >= SHORTEST_ABSTRACT) {
      yield { line: first.line, text: first.text, title: undefined, abstract: [first.text] };
    } else {
      yield unreadable(first);
    }
  }
}

function block(title: Passage, abstract: readonly Passage[], below: readonly Passage[]): DailyBlock {
  const text = [title, ...abstract, ...below].map((passage) => passage.text).join("\n\n");
  return {
    line: title.line,
    text,
    title: title.text,
    abstract: abstract.map((passage) => passage.text),
  };
}

function unreadable({ line, text }: Passage): Problem {
  return { line, message: `This line belongs to no paper: ${excerpt(text)}` };
}
