import { strongerKind, type AppearanceKind, type Sighting } from "../../domain/sighting.ts";
import { parseTime } from "../../lib/clock.ts";
import { daysBetween, parseDay, type Day } from "../../lib/day.ts";
import type { Parsed, Problem } from "../../lib/parsed.ts";
import { cleanLine } from "../../lib/text.ts";
import { childText, childrenOf, childOf, textOf, type XmlElement } from "../../lib/xml-element.ts";
import { readXml, type XmlRecord } from "../../lib/xml.ts";
import { parseAuthorList } from "./author-list.ts";
import { readCategories } from "./category.ts";
import { readPaperKey } from "./paper-key.ts";
import { readLine, readParagraphs } from "./read-text.ts";
import { arxivToday } from "./schedule.ts";
import { readWithdrawal } from "./withdrawal.ts";

export interface ArxivFeed {
  readonly title: string;
  /** The day it announces, in New York. */
  readonly day: Day | undefined;
  /** What arXiv has against the request, when the feed says only that. */
  readonly refusal: string | undefined;
  /** One for each paper. */
  readonly sightings: readonly Sighting[];
  readonly entryCount: number;
  /** Nothing was cut off. */
  readonly isComplete: boolean;
}

const KINDS: ReadonlyMap<string, AppearanceKind> = new Map([
  ["new", "new"],
  ["cross", "cross"],
  ["replace", "replace"],
  ["replace-cross", "replace"],
]);
const OPENING = /^\s*arXiv:(\S{1,60})\s+Announce Type:\s*(\S{1,20})\s+(?:Abstract:\s*)?/;
/** A feed tells one day; an entry further from it than this has a broken date. */
const MOST_DAYS_APART = 7;

/**
 * Reads a day's announcements, Atom or RSS 2.0 (info.arxiv.org/help/rss_specifications). Undefined when the text is no
 * feed. `today` stands in when neither an entry nor the feed says its day.
 */
export function parseFeed(text: string, today: Day): Parsed<ArxivFeed | undefined> {
  const { value: document, problems } = readXml(text, ["entry", "item"]);
  const root = document.root;
  const head = root?.name === "feed" ? root : childOf(root, "channel");
  if (!root || !head || !["feed", "rss", "RDF"].includes(root.name)) {
    return { value: undefined, problems: [...problems, { message: "This is not a feed." }] };
  }
  const title = cleanLine(childText(head, "title") ?? "");
  const day = easternDay(childText(head, "pubDate") ?? childText(head, "updated") ?? childText(head, "lastBuildDate"));
  const read = document.records.map((record) => parseEntry(record, day, today));
  const refusal = title.startsWith("Feed error")
    ? cleanLine(childText(head, "subtitle") ?? childText(head, "description") ?? title)
    : undefined;
  const sightings = onePerPaper(read.flatMap(({ value }) => value ?? []));
  const { isComplete } = document;
  return {
    value: { title, day, refusal, sightings, entryCount: read.length, isComplete },
    problems: [...problems, ...read.flatMap((entry) => entry.problems)],
  };
}

function parseEntry(
  { element, line, text }: XmlRecord,
  feedDay: Day | undefined,
  today: Day,
): Parsed<Sighting | undefined> {
  const summary = childText(element, "summary") ?? childText(element, "description") ?? "";
  const [opening = "", announcedId, announcedAs] = OPENING.exec(summary) ?? [];
  const places = [childText(element, "id"), childText(element, "guid"), announcedId, ...linksOf(element)];
  const key = readPaperKey(places, childText(element, "DOI") ?? childText(element, "doi"));
  const title = readLine(element, "title");
  if (!key)
    return {
      value: undefined,
      problems: [{ line, message: "This entry has no arXiv id; it was left out." }],
    };
  const where = key.sourceKey;
  if (title === undefined)
    return {
      value: undefined,
      problems: [{ line, where, message: "This entry has no title; it was left out." }],
    };
  const abstract = readParagraphs(summary.slice(opening.length));
  const { day, problems } = readDay(element, feedDay, today, { line, where });
  const kind =
    KINDS.get((childText(element, "announce_type") ?? announcedAs ?? "").trim()) ??
    ((key.version ?? 1) > 1 ? "replace" : "new");
  const facts = {
    identifiers: key.identifiers,
    title,
    abstract,
    authors: readAuthors(element),
    categories: readCategories(
      childrenOf(element, "category").map((category) => category.attributes["term"] ?? textOf(category)),
    ),
    versions: key.version === undefined ? undefined : [{ number: key.version }],
    withdrawal: readWithdrawal({ abstract }),
    journalReference: readLine(element, "journal_reference"),
    license: readLine(element, "rights"),
  };
  const { sourceKey, damagedArxivId } = key;
  const sighting: Sighting = {
    source: "arxiv-feed",
    sourceKey,
    damagedArxivId,
    facts,
    appearances: [{ day, kind }],
    record: { format: "arxiv-feed", text },
  };
  return { value: sighting, problems };
}

function linksOf(element: XmlElement): string[] {
  return childrenOf(element, "link").map((link) => link.attributes["href"] ?? textOf(link));
}

function readAuthors(element: XmlElement): Sighting["facts"]["authors"] {
  const creators = childrenOf(element, "creator").map(textOf);
  const authors = parseAuthorList(creators.join(", "));
  return authors.length === 0 ? undefined : authors;
}

function readDay(
  element: XmlElement,
  feedDay: Day | undefined,
  today: Day,
  place: Omit<Problem, "message">,
): { day: Day; problems: Problem[] } {
  const own = easternDay(childText(element, "published") ?? childText(element, "pubDate"));
  const day = own ?? feedDay ?? today;
  if (feedDay === undefined || Math.abs(daysBetween(feedDay, day)) <= MOST_DAYS_APART) return { day, problems: [] };
  return {
    day: feedDay,
    problems: [
      {
        ...place,
        message: `This entry says ${day} in a feed of ${feedDay}; the feed's day was taken.`,
      },
    ],
  };
}

/** Days here begin in New York. A date that forgot its zone is taken as it is written. */
function easternDay(text: string | undefined): Day | undefined {
  const date = text?.trim() ?? "";
  const isZoneless = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+)?$/.test(date);
  const time = isZoneless ? undefined : parseTime(date);
  return time === undefined ? parseDay(date.slice(0, 10)) : arxivToday(time);
}

/** The same paper may be listed twice, as new and as a cross-listing; the stronger reason counts. */
export function onePerPaper(sightings: readonly Sighting[]): Sighting[] {
  const papers = new Map<string, Sighting>();
  for (const sighting of sightings) {
    const earlier = papers.get(sighting.sourceKey);
    papers.set(sighting.sourceKey, earlier ? stronger(earlier, sighting) : sighting);
  }
  return [...papers.values()];
}

function stronger(a: Sighting, b: Sighting): Sighting {
  const [kindOfA, kindOfB] = [a.appearances[0]?.kind, b.appearances[0]?.kind];
  return kindOfA === undefined || kindOfB === undefined || strongerKind(kindOfA, kindOfB) === kindOfA ? a : b;
}
