import type { Author, PaperFacts, Version } from "../../domain/paper.ts";
import type { Sighting } from "../../domain/sighting.ts";
import { parseTime } from "../../lib/clock.ts";
import { parseDay, type Day } from "../../lib/day.ts";
import type { Parsed } from "../../lib/parsed.ts";
import { cleanLine } from "../../lib/text.ts";
import { childOf, childText, childrenOf, textOf, type XmlElement } from "../../lib/xml-element.ts";
import { readXml, type XmlRecord } from "../../lib/xml.ts";
import { credibleDay } from "../credible-day.ts";
import { parseAuthorList } from "./author-list.ts";
import { readCategories } from "./category.ts";
import { readPaperKey, type PaperKey } from "./paper-key.ts";
import { readLine, readParagraphs } from "./read-text.ts";
import { readWithdrawal } from "./withdrawal.ts";

export interface OaiRecord {
  readonly sighting: Sighting;
  /** Day of the record's last change. */
  readonly datestamp: Day | undefined;
  /** When the first version came in, where the record tells to the second. */
  readonly submittedAtMs: number | undefined;
}

export interface OaiPage {
  /** The server's day. */
  readonly answeredOn: Day | undefined;
  /** OAI-PMH 2.0, section 3.6: `noRecordsMatch`, `badResumptionToken`, … */
  readonly error: { readonly code: string; readonly message: string } | undefined;
  readonly records: readonly OaiRecord[];
  /** Where the list goes on; undefined at its end. */
  readonly token: string | undefined;
  readonly isComplete: boolean;
}

const NEVER = "9999-12-31" as Day;
/** arXiv's flag for a version without source, which is what a withdrawal leaves. */
const WITHDRAWN_SOURCE = "I";

/**
 * Reads a page of arXiv's OAI-PMH (info.arxiv.org/help/oa), records in the formats `arXivRaw` and `arXiv`. Undefined when
 * the text is no such page.
 */
export function parseOai(text: string): Parsed<OaiPage | undefined> {
  const { value: document, problems } = readXml(text, ["record"]);
  const { root, isComplete } = document;
  if (root?.name !== "OAI-PMH")
    return {
      value: undefined,
      problems: [...problems, { message: "This is not an answer of OAI-PMH." }],
    };
  const answeredOn = parseDay((childText(root, "responseDate") ?? "").trim().slice(0, 10));
  const read = document.records.map((record) => parseRecord(record, answeredOn ?? NEVER));
  const error = childOf(root, "error");
  const token = (childText(childOf(root, "ListRecords"), "resumptionToken") ?? "").trim();
  return {
    value: {
      answeredOn,
      error: error && {
        code: error.attributes["code"] ?? "unknown",
        message: cleanLine(textOf(error)),
      },
      records: read.flatMap(({ value }) => value ?? []),
      token: token === "" ? undefined : token,
      isComplete,
    },
    problems: [...problems, ...read.flatMap((record) => record.problems)],
  };
}

function parseRecord({ element, line, text }: XmlRecord, latest: Day): Parsed<OaiRecord | undefined> {
  const header = childOf(element, "header");
  const metadata = childOf(element, "metadata")?.children.find((child) => typeof child !== "string");
  const key = readPaperKey([childText(metadata, "id"), childText(header, "identifier")], childText(metadata, "doi"));
  if (!key)
    return {
      value: undefined,
      problems: [{ line, message: "This record has no arXiv id; it was left out." }],
    };
  const datestamp = credibleDay(childText(header, "datestamp"), latest);
  const { sourceKey, damagedArxivId } = key;
  const toRecord = (facts: PaperFacts, submittedAtMs?: number): Parsed<OaiRecord> => ({
    value: {
      sighting: {
        source: "arxiv-oai",
        sourceKey,
        damagedArxivId,
        facts,
        appearances: [],
        record: { format: "arxiv-oai", text },
      },
      datestamp,
      submittedAtMs,
    },
    problems: [],
  });
  if (header?.attributes["status"] === "deleted") return toRecord(factsOfDeleted(key));
  const title = readLine(metadata, "title");
  if (!metadata || title === undefined)
    return {
      value: undefined,
      problems: [{ line, where: sourceKey, message: "This record has no title; it was left out." }],
    };
  const firstDate = childrenOf(metadata, "version").find((version) => numberOf(version) === 1);
  return toRecord(readFacts(metadata, key, title, latest), parseTime((childText(firstDate, "date") ?? "").trim()));
}

/** Of a deleted record only the id is left; a title from anywhere else replaces this one. */
function factsOfDeleted({ identifiers, sourceKey }: PaperKey): PaperFacts {
  return {
    identifiers,
    title: `arXiv:${sourceKey}`,
    isTitleProvisional: true,
    withdrawal: { reason: "arXiv deleted its record." },
  };
}

function readFacts(metadata: XmlElement, key: PaperKey, title: string, latest: Day): PaperFacts {
  const versions = readVersions(metadata, latest);
  const lastVersion = versions.at(-1);
  const comment = readLine(metadata, "comments");
  const abstract = readParagraphs(childText(metadata, "abstract"));
  return {
    identifiers: key.identifiers,
    title,
    abstract,
    authors: readAuthors(childOf(metadata, "authors")),
    published: versions.find(({ number }) => number === 1)?.date ?? credibleDay(childText(metadata, "created"), latest),
    updated: lastVersion?.date ?? credibleDay(childText(metadata, "updated"), latest),
    categories: readCategories((childText(metadata, "categories") ?? "").split(/\s+/)),
    versions: versions.length === 0 ? undefined : versions,
    withdrawal: readWithdrawal({ comment, abstract, lastVersion }),
    journalReference: readLine(metadata, "journal-ref"),
    comment,
    license: readLine(metadata, "license"),
  };
}

/** `arXiv` has authors in parts; `arXivRaw` has the line that those parts were made from, affiliations included. */
function readAuthors(element: XmlElement | undefined): Author[] | undefined {
  if (!element) return undefined;
  const parts = childrenOf(element, "author");
  const authors = parts.length === 0 ? parseAuthorList(textOf(element)) : parts.flatMap(readAuthor);
  return authors.length === 0 ? undefined : authors;
}

function readAuthor(author: XmlElement): Author[] {
  const names = ["forenames", "keyname", "suffix"].map((part) => readLine(author, part));
  const name = names.filter((part) => part !== undefined).join(" ");
  return name === "" ? [] : [{ name, affiliation: readLine(author, "affiliation") }];
}

function readVersions(metadata: XmlElement, latest: Day): Version[] {
  const versions = childrenOf(metadata, "version").map((version): Version => {
    const size = readLine(version, "size");
    const isWithdrawn = size === "0kb" || (childText(version, "source_type") ?? "").includes(WITHDRAWN_SOURCE);
    const date = credibleDay(childText(version, "date"), latest);
    return { number: numberOf(version), date, size, ...(isWithdrawn ? { isWithdrawn } : {}) };
  });
  return versions.filter(({ number }) => number > 0).toSorted((a, b) => a.number - b.number);
}

function numberOf(version: XmlElement): number {
  return Number(/^v?(\d{1,3})$/.exec(version.attributes["version"]?.trim() ?? "")?.[1] ?? 0);
}
