import { createHash } from "node:crypto";
import { element, escapeXml, lines, page, type Page } from "./page.ts";
import { versionedId, type AnnounceType, type UpstreamPaper } from "./paper.ts";
import type { Shelf } from "./shelf.ts";
import { isArchive } from "./taxonomy.ts";

/** What rss.arxiv.org lists at most, and the version from which on it is silent about replacements. */
const MOST_ITEMS = 2000;
const FIRST_SILENT_VERSION = 6;

interface FeedItem {
  readonly paper: UpstreamPaper;
  readonly announceType: AnnounceType;
}

/** A day of arXiv's announcements as `/atom/{spec}` or `/rss/{spec}`; `spec` joins archives or categories by `+`. */
export function feedPage(url: URL, shelf: Shelf, today: string): Page {
  const [, format = "", encodedSpec = ""] = url.pathname.split("/");
  const spec = decodeURIComponent(encodedSpec);
  const render = format === "atom" ? renderAtom : renderRss;
  const contentType = `application/${format}+xml`;
  const problem = spec
    .split("+")
    .map(problemOf)
    .find((found) => found !== undefined);
  if (problem !== undefined) {
    return page(
      400,
      contentType,
      render(`Feed error for query: ${spec}`, problem, `${url.origin}/${format}/${spec}`, [], today),
    );
  }
  const body = render(
    `${spec} updates on arXiv.org`,
    `${spec} updates on the arXiv.org e-print archive.`,
    `http://rss.arxiv.org/${format}/${spec}`,
    itemsFor(spec, shelf, today),
    today,
  );
  const etag = `"${createHash("sha256").update(body).digest("hex")}"`;
  return page(200, contentType, body, { etag, "cache-control": "max-age=3600" });
}

function problemOf(part: string): string | undefined {
  const [archive = "", , ...more] = part.split(".");
  if (part === "") return "Invalid archive specification: a part is empty.";
  if (more.length > 0) return `Invalid archive specification '${part}': more than one dot.`;
  return isArchive(archive.toLowerCase())
    ? undefined
    : `Bad archive '${archive}'. Valid archives are: cs, math, physics, ….`;
}

function itemsFor(spec: string, shelf: Shelf, today: string): FeedItem[] {
  const wanted = spec.toLowerCase().split("+");
  const isWanted = (category: string): boolean => wanted.some((part) => matches(part, category.toLowerCase()));
  return shelf
    .announcedOn(today)
    .filter((paper) => paper.isDeleted !== true && paper.categories.some(isWanted))
    .map((paper) => ({
      paper,
      announceType: relativeType(paper, isWanted(paper.categories[0] ?? "")),
    }))
    .filter((item) => !item.announceType.startsWith("replace") || item.paper.versions.length < FIRST_SILENT_VERSION)
    .slice(0, MOST_ITEMS);
}

function matches(part: string, category: string): boolean {
  return category === part || category.startsWith(`${part}.`);
}

/** A paper is new where its primary category was asked for; elsewhere the same announcement is a cross-listing. */
function relativeType(paper: UpstreamPaper, isPrimaryWanted: boolean): AnnounceType {
  const type = paper.announceType ?? "new";
  if (isPrimaryWanted) return type;
  return type.startsWith("replace") ? "replace-cross" : "cross";
}

function describe({ paper, announceType }: FeedItem): string {
  return `arXiv:${versionedId(paper)} Announce Type: ${announceType} \nAbstract: ${paper.abstract}`;
}

const creatorOf = (paper: UpstreamPaper): string =>
  paper.authors
    .map(({ name, affiliation }) => (affiliation === undefined ? name : `${name} (${affiliation})`))
    .join(", ");

function renderAtom(
  title: string,
  subtitle: string,
  address: string,
  items: readonly FeedItem[],
  today: string,
): string {
  const built = `${today}T04:00:19.866337+00:00`;
  return `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://www.w3.org/2005/Atom" xml:lang="en-us">
  <id>${escapeXml(address)}</id>
  <title>${escapeXml(title)}</title>
  <updated>${built}</updated>
  <link href="${escapeXml(address)}" rel="self" type="application/atom+xml"/>
  <subtitle>${escapeXml(subtitle)}</subtitle>
${items.map((item) => renderEntry(item, built, today)).join("")}</feed>
`;
}

function renderEntry(item: FeedItem, built: string, today: string): string {
  const { paper, announceType } = item;
  const parts = lines("    ", [
    element("id", `oai:arXiv.org:${versionedId(paper)}`),
    element("title", paper.title),
    element("updated", built),
    `<link href="https://arxiv.org/abs/${paper.id}" rel="alternate" type="text/html"/>`,
    element("summary", describe(item)),
    ...paper.categories.map((category) => `<category term="${escapeXml(category)}"/>`),
    element("published", `${today}T00:00:00-0${easternOffsetHours(today)}:00`),
    element("arxiv:announce_type", announceType),
    element("dc:rights", paper.license),
    element("arxiv:journal_reference", paper.journalRef),
    element("arxiv:DOI", paper.doi),
    element("dc:creator", creatorOf(paper)),
  ]);
  return `  <entry>\n${parts}  </entry>\n`;
}

function renderRss(
  title: string,
  description: string,
  address: string,
  items: readonly FeedItem[],
  today: string,
): string {
  const date = `${new Date(`${today}T00:00:00Z`).toUTCString().replace(" GMT", "")} -0${easternOffsetHours(today)}00`;
  return `<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" version="2.0">
  <channel>
    <title>${escapeXml(title)}</title>
    <link>${escapeXml(address)}</link>
    <description>${escapeXml(description)}</description>
    <atom:link href="${escapeXml(address)}" rel="self" type="application/rss+xml"/>
    <language>en-us</language>
    <pubDate>${date}</pubDate>
    <skipDays>
      <day>Sunday</day>
      <day>Saturday</day>
    </skipDays>
${items.map((item) => renderItem(item, date)).join("")}  </channel>
</rss>
`;
}

function renderItem(item: FeedItem, date: string): string {
  const { paper, announceType } = item;
  const parts = lines("      ", [
    element("title", paper.title),
    element("link", `https://arxiv.org/abs/${paper.id}`),
    element("description", describe(item)),
    `<guid isPermaLink="false">oai:arXiv.org:${versionedId(paper)}</guid>`,
    ...paper.categories.map((category) => element("category", category)),
    element("pubDate", date),
    element("arxiv:announce_type", announceType),
    element("dc:rights", paper.license),
    element("arxiv:DOI", paper.doi),
    element("arxiv:journal_reference", paper.journalRef),
    element("dc:creator", creatorOf(paper)),
  ]);
  return `    <item>\n${parts}    </item>\n`;
}

/** Hours that New York is behind UTC on a day: 4 in summer, 5 in winter. */
function easternOffsetHours(day: string): number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: "America/New_York",
    hour: "numeric",
    hourCycle: "h23",
  });
  return 12 - Number(format.format(Date.parse(`${day}T12:00:00Z`)));
}
