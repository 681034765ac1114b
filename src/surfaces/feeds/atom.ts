import { toIso } from "../../lib/clock.ts";
import { joinHtml, safeHtml, type SafeHtml } from "../../lib/html.ts";
import { xmlText } from "./xml-text.ts";
import { entryMarkup } from "./entry-markup.ts";
import type { Feed, FeedEntry } from "./feed.ts";

/** A feed as Atom (RFC 4287). */
export function toAtom(feed: Feed): string {
  const next = feed.next === undefined ? [] : [safeHtml`  <link rel="next" href="${feed.next}"/>\n`];
  return xmlText(safeHtml`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${feed.id}</id>
  <title>${feed.title}</title>
  <subtitle>${feed.description}</subtitle>
  <updated>${toIso(feed.updated)}</updated>
  <link rel="self" type="application/atom+xml" href="${feed.self}"/>
  <link rel="alternate" type="text/html" href="${feed.page}"/>
  <link rel="first" href="${feed.first}"/>
${joinHtml(next)}  <author><name>Broadsheet</name></author>
  <generator>Broadsheet</generator>
${joinHtml(feed.entries.map(toEntry))}</feed>
`);
}

function toEntry(entry: FeedEntry): SafeHtml {
  const authors = entry.authors.map((name) => safeHtml`    <author><name>${name}</name></author>\n`);
  const categories = entry.categories.map((category) => safeHtml`    <category term="${category}"/>\n`);
  const related = entry.links.map(
    ({ label, url }) => safeHtml`    <link rel="related" title="${label}" href="${url}"/>\n`,
  );
  return safeHtml`  <entry>
    <id>${entry.id}</id>
    <title>${entry.title}</title>
    <link rel="alternate" type="text/html" href="${entry.url}"/>
    <published>${toIso(entry.published)}</published>
    <updated>${toIso(entry.updated)}</updated>
${joinHtml([...authors, ...categories, ...related])}    <content type="html">${entryMarkup(entry).toString()}</content>
  </entry>
`;
}
