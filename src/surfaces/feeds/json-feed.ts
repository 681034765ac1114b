import { toIso } from "../../lib/clock.ts";
import { entryMarkup } from "./entry-markup.ts";
import type { Feed, FeedEntry } from "./feed.ts";

/** A feed as JSON Feed 1.1 (jsonfeed.org). */
export function toJsonFeed(feed: Feed): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: feed.title,
    description: feed.description,
    home_page_url: feed.page,
    feed_url: feed.self,
    next_url: feed.next,
    language: "en",
    authors: [{ name: "Broadsheet" }],
    items: feed.entries.map(toItem),
  });
}

function toItem(entry: FeedEntry): object {
  return {
    id: entry.id,
    url: entry.url,
    title: entry.title,
    content_html: entryMarkup(entry).toString(),
    date_published: toIso(entry.published),
    date_modified: toIso(entry.updated),
    authors: entry.authors.map((name) => ({ name })),
    tags: entry.categories,
  };
}
