import type { Counts, PaperFacts, PaperLinks, Version, Withdrawal } from "../../domain/paper.ts";
import type { Appearance, AppearanceKind } from "../../domain/sighting.ts";
import { parseDay } from "../../lib/day.ts";
import { authorsOf } from "./author-names.ts";
import { type Fields, fieldsOf, firstCount, firstOf, firstText, isRecord, textOf } from "./fields.ts";
import type { Reading } from "./listing-entry.ts";
import { identifiersOf } from "./named-identifiers.ts";
import { dateOfParts, partialDate } from "./partial-date.ts";
import { factsOfIdentifiers, titleFromAbstract } from "./provisional-title.ts";
import { tidyLine, tidyText } from "./tidy.ts";

const TITLE = ["title", "papertitle", "documenttitle", "articletitle", "primarytitle", "t1", "ti"];
const ABSTRACT = ["abstract", "abstractnote", "abstracttext", "paperabstract"];
const AUTHORS = [
  "authorsparsed",
  "authors",
  "author",
  "authorships",
  "creators",
  "creator",
  "authorfullnames",
  "authornames",
];
const PUBLISHED = [
  "publishedat",
  "published",
  "publicationdate",
  "date",
  "issued",
  "publishdate",
  "coverdate",
  "datepublished",
  "submitted",
];
const VENUE = [
  "venue",
  "booktitle",
  "journal",
  "journaltitle",
  "containertitle",
  "publicationtitle",
  "conference",
  "sourcetitle",
  "publication",
];
const CATEGORY =
  /^(?:[a-z][a-z-]{1,15}\.[A-Za-z][A-Za-z-]{1,15}|(?:hep|math|nucl|quant|gr|astro|cond)-[a-z]{2,3}|math|physics|stat|econ|eess)$/;
const ARXIV_AS_VENUE = /^(?:arxiv\b|corr$)/i;

/** Reads a record of named values. Undefined when it says neither what a paper is called nor which one it is. */
export function readFields(fields: Fields): Reading | undefined {
  const { identifiers, damagedArxivId } = identifiersOf(fields);
  const words = wordsOf(fields);
  const named = titleOf(fields, words.abstract) ?? provisional(identifiers, damagedArxivId);
  if (named === undefined) return undefined;
  const facts = {
    ...named,
    identifiers,
    ...words,
    ...aboutPaper(fields),
    ...aboutPublication(fields),
  };
  return { facts, damagedArxivId, appearances: appearancesOf(fields) };
}

type Title = Pick<PaperFacts, "title" | "isTitleProvisional">;

function titleOf(fields: Fields, abstract: string | undefined): Title | undefined {
  const title = tidyLine(firstText(fields, TITLE) ?? "");
  if (title !== "") return { title };
  return abstract === undefined ? undefined : { title: titleFromAbstract(abstract), isTitleProvisional: true };
}

function provisional([first, ...rest]: PaperFacts["identifiers"], damaged: string | undefined): Title | undefined {
  if (first) return factsOfIdentifiers([first, ...rest]);
  return damaged === undefined ? undefined : { title: damaged, isTitleProvisional: true };
}

/** Hugging Face's daily items and arXiv's query API call the authors' abstract a summary; elsewhere a summary is somebody else's. */
function wordsOf(fields: Fields): Pick<PaperFacts, "abstract" | "summary"> {
  const isAbstract = isRecord(fields.get("paper")) || fields.has("discussionid") || fields.has("entryid");
  const summary = tidied(tidyText, firstText(fields, ["summary"]));
  const abstract = tidied(tidyText, firstText(fields, ABSTRACT)) ?? (isAbstract ? summary : undefined);
  const tldr = fields.get("tldr");
  const others = isRecord(tldr) ? textOf(tldr["text"]) : firstText(fields, ["tldr", "aisummary"]);
  return { abstract, summary: (isAbstract ? undefined : summary) ?? tidied(tidyText, others) };
}

function aboutPaper(fields: Fields): Partial<PaperFacts> {
  const comments = firstText(fields, ["comments"]);
  const remark =
    firstText(fields, ["comment"]) ?? (comments !== undefined && /[^\d\s]/.test(comments) ? comments : undefined);
  return {
    authors: authorsOf(firstOf(fields, AUTHORS)),
    authorCount: firstCount(fields, ["authorcount", "numauthors", "authorscount"]),
    categories: categoriesOf(fields),
    comment: tidied(tidyLine, remark),
    organization: organizationOf(fields.get("organization")),
    links: linksOf(fields),
    counts: countsOf(fields),
  };
}

function aboutPublication(fields: Fields): Partial<PaperFacts> {
  const venue = tidied(tidyLine, firstText(fields, VENUE));
  const versions = versionsOf(fields.get("versions"));
  return {
    published: publishedOf(fields) ?? versions?.[0]?.date,
    updated: partialDate(firstOf(fields, ["updatedat", "updated", "updatedate", "lastupdated", "datemodified"])),
    versions,
    withdrawal: withdrawalOf(fields),
    venue: venue !== undefined && ARXIV_AS_VENUE.test(venue) ? undefined : venue,
    journalReference: tidied(tidyLine, firstText(fields, ["journalref", "journalreference"])),
    license: tidied(tidyLine, firstText(fields, ["license", "licence", "rights"])),
  };
}

function tidied(tidy: (text: string) => string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : tidy(text) || undefined;
}

function publishedOf(fields: Fields): string | undefined {
  for (const name of PUBLISHED) {
    const date = partialDate(fields.get(name));
    if (date !== undefined) return date;
  }
  const year = firstText(fields, ["year", "publicationyear", "pubyear"]);
  return dateOfParts([year, firstText(fields, ["month"]), firstText(fields, ["day"])]) ?? partialDate(year);
}

function categoriesOf(fields: Fields): readonly string[] | undefined {
  const primary = fields.get("primarycategory") ?? fields.get("primaryclass");
  const listed: unknown[] = [primary, fields.get("categories") ?? fields.get("category")].flat();
  const words = listed.flatMap(
    (item) => (isRecord(item) ? textOf(item["term"]) : textOf(item))?.split(/[\s,;|]+/) ?? [],
  );
  const categories = [...new Set(words.filter((word) => CATEGORY.test(word)))];
  return categories.length === 0 ? undefined : categories;
}

function organizationOf(value: unknown): string | undefined {
  const single = Array.isArray(value) ? (value[0] as unknown) : value;
  const text = isRecord(single) ? firstText(fieldsOf(single), ["fullname", "name"]) : textOf(single);
  return tidied(tidyLine, text);
}

function linksOf(fields: Fields): PaperLinks | undefined {
  const code = webAddress(
    firstText(fields, ["code", "codeurl", "githubrepo", "github", "githuburl", "repository", "repo", "officialcode"]),
  );
  const project = webAddress(firstText(fields, ["project", "projecturl", "projectpage", "homepage", "website"]));
  return code === undefined && project === undefined ? undefined : { code, project };
}

function webAddress(text: string | undefined): string | undefined {
  const address = text?.trim();
  return address !== undefined && address.length <= 2000 && /^https?:\/\/[^\s"'<>]+$/i.test(address)
    ? address
    : undefined;
}

function countsOf(fields: Fields): Counts | undefined {
  const votes = firstCount(fields, ["upvotes", "votes", "likes"]);
  const comments = firstCount(fields, ["numcomments", "commentcount", "commentscount", "comments"]);
  const stars = firstCount(fields, ["githubstars", "stars"]);
  return votes === undefined && comments === undefined && stars === undefined ? undefined : { votes, comments, stars };
}

function versionsOf(value: unknown): readonly Version[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const versions = (value as unknown[]).filter(isRecord).flatMap((item, index): Version[] => {
    const fields = fieldsOf(item);
    const number = Number(firstText(fields, ["version", "number"])?.replace(/^v/i, "") ?? index + 1);
    const date = partialDate(firstOf(fields, ["created", "date", "submitted"]));
    return Number.isInteger(number) && number > 0 ? [{ number, date, size: textOf(fields.get("size")) }] : [];
  });
  return versions.length === 0 ? undefined : versions;
}

function withdrawalOf(fields: Fields): Withdrawal | undefined {
  return fields.get("withdrawn") === true || textOf(fields.get("withdrawnat")) !== undefined ? {} : undefined;
}

/** Only what a record states of itself: the day a site featured it, the day it was first announced. */
function appearancesOf(fields: Fields): readonly Appearance[] {
  const featured = dayIn(fields, ["dailydate"]).map((day): Appearance => ({
    day,
    kind: "featured",
  }));
  const announceType = firstText(fields, ["announcetype"]) ?? "new";
  const kind: AppearanceKind = announceType.startsWith("replace")
    ? "replace"
    : announceType === "cross"
      ? "cross"
      : "new";
  return [...featured, ...dayIn(fields, ["firstseen", "announced"]).map((day): Appearance => ({ day, kind }))];
}

function dayIn(fields: Fields, names: readonly string[]) {
  const day = parseDay(firstText(fields, names)?.trim().slice(0, 10) ?? "");
  return day === undefined ? [] : [day];
}
