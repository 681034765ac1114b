import { identifierUrl, type Scheme } from "../../domain/identifier.ts";
import type { Paper } from "../../domain/paper.ts";
import { parseTime } from "../../lib/clock.ts";
import { withPlainFormulas } from "../../lib/formula-text.ts";
import type { FeedEntry, FeedLink } from "./feed.ts";
import { stableId } from "./stable-id.ts";

/** More names than readers show; the rest is counted. */
const MOST_AUTHORS = 100;

/** A paper as feeds tell it. `site` is where this Broadsheet is found, without a slash at its end. */
export function entryOfPaper(paper: Paper, site: string): FeedEntry {
  const published = Math.min(...paper.seenIn.map(({ firstSeenAt }) => firstSeenAt));
  const url = `${site}/papers/${paper.id.split("/").map(encodeURIComponent).join("/")}`;
  return {
    id: stableId(`paper ${paper.id}`),
    url,
    title: withPlainFormulas(paper.withdrawal ? `Withdrawn: ${paper.title}` : paper.title),
    authors: authorsOf(paper),
    paragraphs: paragraphsOf(paper.abstract ?? paper.summary ?? ""),
    published: Number.isFinite(published) ? published : 0,
    updated: Math.max(Number.isFinite(published) ? published : 0, lastRevision(paper)),
    categories: paper.categories,
    links: linksOf(paper),
  };
}

function authorsOf({ authors, authorCount }: Paper): readonly string[] {
  const names = authors.slice(0, MOST_AUTHORS).map(({ name }) => name);
  const unnamed = authorCount - names.length;
  return unnamed > 0 && names.length > 0 ? [...names, `and ${unnamed} more`] : names;
}

const paragraphsOf = (text: string): readonly string[] =>
  withPlainFormulas(text)
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .filter((paragraph) => paragraph !== "");

/** Votes come and go by the hour and are no news; a new version is. */
function lastRevision({ versions, updated }: Paper): number {
  const dates = [versions.at(-1)?.date, updated].map((date) => (date === undefined ? undefined : parseTime(date)));
  return Math.max(0, ...dates.filter((time) => time !== undefined));
}

const SCHEME_NAMES: Readonly<Record<Scheme, string>> = {
  arxiv: "arXiv",
  doi: "DOI",
  openreview: "OpenReview",
  acl: "ACL Anthology",
  url: "Page",
};

function linksOf({ identifiers, links }: Paper): readonly FeedLink[] {
  const named = identifiers.map((identifier) => ({
    label: SCHEME_NAMES[identifier.scheme],
    url: identifierUrl(identifier),
  }));
  const others = [
    { label: "Code", url: links.code },
    { label: "Project", url: links.project },
  ];
  return [...named, ...others].flatMap(({ label, url }) => (isWebUrl(url) ? [{ label, url }] : []));
}

/** Addresses come from upstream, and readers open what a feed gives them. */
function isWebUrl(address: string | undefined): address is string {
  const protocol = address === undefined ? undefined : URL.parse(address)?.protocol;
  return protocol === "https:" || protocol === "http:";
}
