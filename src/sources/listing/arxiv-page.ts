import { parseArxivId } from "../../domain/identifier.ts";
import type { AppearanceKind } from "../../domain/sighting.ts";
import { type Day, parseDay } from "../../lib/day.ts";
import { textOf } from "./fields.ts";
import { trimmedLines } from "./lines.ts";
import { listingEntry, type Passage } from "./listing-entry.ts";
import { excerpt, type Outcome } from "./outcome.ts";
import { partialDate } from "./partial-date.ts";
import { readFields } from "./read-fields.ts";

const ITEM = /^\[\d{1,6}\]\s*arXiv:(\S+)(.*)$/i;
const DAY =
  /^(?:Showing new listings for\s+(?:[a-z]+,\s*)?|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),\s+)(\d{1,2} [a-z]{3,9} \d{4})\b/i;
const SECTION = /^(New|Cross|Replacement)(?:s|[- ]?(?:submissions?|lists?|listings?))\b.{0,80}$/i;
const CHROME = /^(?:Total of \d+ entries|Showing (?:up to|first)|See (?:today|recent)|\(?showing \d)/i;
const FIELD = /^(Title|Authors?|Comments|Journal-ref|Subjects|DOI|Report-no|MSC-class|ACM-class|Abstract):\s*(.*)$/i;
const NAMES: Readonly<Record<string, string>> = {
  comments: "comment",
  "journal-ref": "journalref",
  author: "authors",
  subjects: "categories",
};
const KINDS: Readonly<Record<string, AppearanceKind>> = {
  new: "new",
  cross: "cross",
  replacement: "replace",
};
const TITLES: Readonly<Record<AppearanceKind, string>> = {
  new: "New submissions",
  cross: "Cross submissions",
  replace: "Replacement submissions",
  featured: "",
};

interface Heading {
  readonly day: Day | undefined;
  readonly kind: AppearanceKind;
  readonly dayLine: string;
}

/** Reads text copied from an arXiv listing page. Its headings say the day and why a paper is listed; pages of a month say no day. */
export function* readArxivPage(text: string): Iterable<Outcome> {
  let heading: Heading = { day: undefined, kind: "new", dayLine: "" };
  let item: Passage[] = [];
  for (const passage of trimmedLines(text)) {
    const next = headingAfter(heading, passage.text);
    const isEnd = next !== undefined || CHROME.test(passage.text) || ITEM.test(passage.text);
    if (isEnd && item.length > 0) yield readItem(item, heading);
    if (isEnd) item = ITEM.test(passage.text) ? [passage] : [];
    else if (item.length > 0) item.push(passage);
    heading = next ?? heading;
  }
  if (item.length > 0) yield readItem(item, heading);
}

function headingAfter(heading: Heading, line: string): Heading | undefined {
  const date = DAY.exec(line)?.[1];
  if (date !== undefined) return { day: parseDay(partialDate(date) ?? ""), kind: "new", dayLine: line };
  const kind = KINDS[SECTION.exec(line)?.[1]?.toLowerCase() ?? ""];
  return kind && { ...heading, kind };
}

function readItem(passages: readonly Passage[], heading: Heading): Outcome {
  const line = passages[0]?.line ?? 1;
  const body = passages
    .map(({ text }) => text)
    .join("\n")
    .trim();
  const [, id = "", remark = ""] = ITEM.exec(passages[0]?.text ?? "") ?? [];
  const arxiv = parseArxivId(id);
  const reading = arxiv && readFields(fieldsIn(passages.slice(1)).set("id", arxiv.id));
  if (!reading || reading.facts.isTitleProvisional === true)
    return { line, message: `This entry of an arXiv page has no id or no title: ${excerpt(body)}` };
  const kind = remark.includes("(cross-list") ? "cross" : remark.includes("(replaced") ? "replace" : heading.kind;
  const appearances = heading.day === undefined ? [] : [{ day: heading.day, kind }];
  const text = heading.day === undefined ? body : `${heading.dayLine}\n${TITLES[kind]}\n${body}`;
  return listingEntry("arxiv-page", { line, text }, { ...reading, appearances });
}

/** Lines without a name are the authors, then, behind the named ones, the abstract. */
function fieldsIn(lines: readonly Passage[]): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  let name = "";
  for (const { text } of lines) {
    const [, label, value = ""] = FIELD.exec(text) ?? [];
    if (label !== undefined) name = NAMES[label.toLowerCase()] ?? label.toLowerCase();
    else if (text !== "") name = nameOfLine(name, fields);
    const written = fields.get(name);
    const line = label === undefined ? text : value;
    fields.set(name, typeof written === "string" && written !== "" ? `${written}\n${line}` : line);
  }
  return fields.set("categories", categoriesIn(textOf(fields.get("categories")) ?? ""));
}

function nameOfLine(last: string, fields: ReadonlyMap<string, unknown>): string {
  if (last === "title" && fields.get("title") === "") return "title";
  if (last === "title" || (last === "authors" && fields.get("authors") === "")) return "authors";
  return "abstract";
}

/** `Computation and Language (cs.CL); Artificial Intelligence (cs.AI)`. */
function categoriesIn(subjects: string): readonly string[] {
  return Array.from(subjects.matchAll(/\(([a-z-]{2,12}(?:\.[A-Za-z-]{2,12})?)\)/g), ([, category = ""]) => category);
}
