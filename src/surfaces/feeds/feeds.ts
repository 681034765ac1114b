import { Hono, type Context } from "hono";
import { parseFeedAddress, type FeedAddress } from "./feed-address.ts";
import { categoryFeed, latestFeed } from "./edition-feeds.ts";
import type { FeedSubject } from "./feed-subject.ts";
import type { FeedsDeps } from "./feeds-deps.ts";
import { offeredFeeds } from "./offered-feeds.ts";
import { toOpml } from "./opml.ts";
import { authorFeed, searchFeed } from "./search-feed.ts";
import { sendFeed } from "./send-feed.ts";
import { similarFeed } from "./similar-feed.ts";
import { trendingFeed } from "./trending-feed.ts";

/** Atom, RSS and JSON feeds under `/feeds/`, and the list of them as OPML. */
export function createFeeds(deps: FeedsDeps): Hono {
  const feeds = new Hono();
  feeds.get("/feeds/*", async (context, next) => {
    const address = parseFeedAddress(context.req.path);
    if (!address) return await next();
    const subject = await loadSubject(deps, address, new URL(context.req.url).searchParams);
    return subject ? sendFeed(context, address.format, subject, siteOf(deps, context)) : await next();
  });
  feeds.get("/feeds.opml", (context) => {
    const opml = toOpml("Feeds of Broadsheet", offeredFeeds(deps.categories, siteOf(deps, context)));
    return context.body(opml, 200, {
      "Content-Type": "text/x-opml; charset=utf-8",
      "Content-Disposition": 'attachment; filename="broadsheet.opml"',
    });
  });
  return feeds;
}

async function loadSubject(
  deps: FeedsDeps,
  { kind, of }: FeedAddress,
  query: URLSearchParams,
): Promise<FeedSubject | undefined> {
  switch (kind) {
    case "latest":
      return await latestFeed(deps, query);
    case "category":
      return await categoryFeed(deps, of, query);
    case "trending":
      return await trendingFeed(deps, of, query);
    case "search":
      return await searchFeed(deps, query);
    case "similar":
      return await similarFeed(deps, of);
    case "author":
      return await authorFeed(deps, query);
  }
}

/** Feeds are read away from here, so their addresses are whole. */
function siteOf({ publicUrl }: FeedsDeps, { req }: Context): string {
  return (publicUrl ?? new URL(req.url).origin).replace(/\/+$/, "");
}
