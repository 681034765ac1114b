import type { Author, Version } from "../../domain/paper.ts";
import type { Sighting } from "../../domain/sighting.ts";
import { parseDay, type Day } from "../../lib/day.ts";
import type { Parsed } from "../../lib/parsed.ts";
import { texToText } from "../../lib/tex.ts";
import { cleanLine } from "../../lib/text.ts";
import { childText, childrenOf, textOf, type XmlElement } from "../../lib/xml-element.ts";
import { readXml, type XmlRecord } from "../../lib/xml.ts";
import { credibleDay } from "../credible-day.ts";
import { readCategories } from "./category.ts";
import { readPaperKey } from "./paper-key.ts";
import { readLine, readParagraphs } from "./read-text.ts";
import { readWithdrawal } from "./withdrawal.ts";

export interface ArxivAnswer {
  /** Says the query that was run, which may not be the one that was asked. */
  readonly title: string;
  /** How many papers match, on all pages. */
  readonly total: number;
  readonly sightings: readonly Sighting[];
  /** What arXiv has against the request. */
  readonly refusal: string | undefined;
  readonly isComplete: boolean;
}

/**
 * Reads an answer of arXiv's query API (info.arxiv.org/help/api/user-manual). Undefined when the text is none. Errors come
 * as an entry called `Error`, with HTTP 400 or 200.
 */
export function parseQuery(text: string): Parsed<ArxivAnswer | undefined> {
  const { value: document, problems } = readXml(text, ["entry"]);
  const { root, records, isComplete } = document;
  if (root?.name !== "feed")
    return {
      value: undefined,
      problems: [...problems, { message: "This is not an answer of the arXiv API." }],
    };
  const answeredOn = parseDay((childText(root, "updated") ?? "").trim().slice(0, 10));
  const errors = records.filter(isError);
  const read = records
    .filter((record) => !isError(record))
    .map((record) => parseEntry(record, answeredOn ?? ("9999-12-31" as Day)));
  return {
    value: {
      title: cleanLine(childText(root, "title") ?? ""),
      total: Number.parseInt(childText(root, "totalResults") ?? "", 10) || 0,
      sightings: read.flatMap(({ value }) => value ?? []),
      refusal: errors[0] && cleanLine(childText(errors[0].element, "summary") ?? "unknown error"),
      isComplete,
    },
    problems: [...problems, ...read.flatMap((entry) => entry.problems)],
  };
}

function isError({ element }: XmlRecord): boolean {
  return /\/api\/errors(?:#|$)/.test((childText(element, "id") ?? "").trim());
}

function parseEntry({ element, line, text }: XmlRecord, latest: Day): Parsed<Sighting | undefined> {
  const links = childrenOf(element, "link").map((link) => link.attributes["href"]);
  const key = readPaperKey([childText(element, "id"), ...links], childText(element, "doi"));
  const title = readLine(element, "title");
  if (!key)
    return {
      value: undefined,
      problems: [{ line, message: "This entry has no arXiv id; it was left out." }],
    };
  const { sourceKey, damagedArxivId } = key;
  if (title === undefined)
    return {
      value: undefined,
      problems: [{ line, where: sourceKey, message: "This entry has no title; it was left out." }],
    };
  const published = credibleDay(childText(element, "published"), latest);
  const updated = credibleDay(childText(element, "updated"), latest);
  const abstract = readParagraphs(childText(element, "summary"));
  const comment = readLine(element, "comment");
  const facts = {
    identifiers: key.identifiers,
    title,
    abstract,
    authors: readAuthors(element),
    published,
    updated,
    categories: readCategories([...termsOf(element, "primary_category"), ...termsOf(element, "category")]),
    versions: readVersions(key.version, published, updated),
    withdrawal: readWithdrawal({ comment, abstract }),
    journalReference: readLine(element, "journal_ref"),
    comment,
  };
  return {
    value: {
      source: "arxiv-api",
      sourceKey,
      damagedArxivId,
      facts,
      appearances: [],
      record: { format: "arxiv-api", text },
    },
    problems: [],
  };
}

function termsOf(element: XmlElement, name: string): (string | undefined)[] {
  return childrenOf(element, name).map((category) => category.attributes["term"]);
}

function readAuthors(element: XmlElement): Author[] | undefined {
  const authors = childrenOf(element, "author").flatMap((author): Author[] => {
    const name = readLine(author, "name");
    const places = childrenOf(author, "affiliation")
      .map((place) => cleanLine(texToText(textOf(place))))
      .filter((place) => place !== "");
    if (name === undefined) return [];
    return [places.length === 0 ? { name } : { name, affiliation: places.join("; ") }];
  });
  return authors.length === 0 ? undefined : authors;
}

/** The API dates the first version and the one it describes. */
function readVersions(
  number: number | undefined,
  published: Day | undefined,
  updated: Day | undefined,
): Version[] | undefined {
  if (number === undefined) return undefined;
  const first = { number: 1, date: published };
  return number === 1 ? [first] : [first, { number, date: updated }];
}
