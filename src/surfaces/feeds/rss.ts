import { joinHtml, safeHtml, type SafeHtml } from "../../lib/html.ts";
import { xmlText } from "./xml-text.ts";
import { entryMarkup } from "./entry-markup.ts";
import type { Feed, FeedEntry } from "./feed.ts";

/** RFC 822 with a year of four digits, as RSS asks. */
const rssDate = (time: number): string => new Date(time).toUTCString();

/** A feed as RSS 2.0, with what readers expect of it from Atom and Dublin Core. */
export function toRss(feed: Feed): string {
  const next = feed.next === undefined ? [] : [safeHtml`    <atom:link rel="next" href="${feed.next}"/>\n`];
  return xmlText(safeHtml`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel>
    <title>${feed.title}</title>
    <link>${feed.page}</link>
    <description>${feed.description}</description>
    <language>en</language>
    <lastBuildDate>${rssDate(feed.updated)}</lastBuildDate>
    <generator>Broadsheet</generator>
    <atom:link rel="self" type="application/rss+xml" href="${feed.self}"/>
    <atom:link rel="first" href="${feed.first}"/>
${joinHtml([...next, ...feed.entries.map(toItem)])}  </channel>
</rss>
`);
}

/** `pubDate` is when the paper came, not its last version: many readers show what changes it as new. */
function toItem(entry: FeedEntry): SafeHtml {
  const creators = entry.authors.map((name) => safeHtml`      <dc:creator>${name}</dc:creator>\n`);
  const categories = entry.categories.map((category) => safeHtml`      <category>${category}</category>\n`);
  return safeHtml`    <item>
      <title>${entry.title}</title>
      <link>${entry.url}</link>
      <guid isPermaLink="false">${entry.id}</guid>
      <pubDate>${rssDate(entry.published)}</pubDate>
${joinHtml([...creators, ...categories])}      <description>${entryMarkup(entry).toString()}</description>
    </item>
`;
}
