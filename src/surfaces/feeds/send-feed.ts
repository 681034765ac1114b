import type { Context } from "hono";
import { toAtom } from "./atom.ts";
import { entryOfPaper } from "./entry-of-paper.ts";
import type { Feed } from "./feed.ts";
import type { FeedSubject } from "./feed-subject.ts";
import { toJsonFeed } from "./json-feed.ts";
import { toRss } from "./rss.ts";
import { stableId } from "./stable-id.ts";

export type FeedFormat = "atom" | "rss" | "json";

const FORMATS: Readonly<Record<FeedFormat, { readonly type: string; readonly write: (feed: Feed) => string }>> = {
  atom: { type: "application/atom+xml; charset=utf-8", write: toAtom },
  rss: { type: "application/rss+xml; charset=utf-8", write: toRss },
  json: { type: "application/feed+json; charset=utf-8", write: toJsonFeed },
};

/** How long a reader may wait before it asks again, in seconds: editions change a few times a day. */
const FRESH_SECONDS = 900;

/** Answers with a feed, or with 304 where the reader has it (RFC 9110, section 13); its entity tag is made outside. */
export function sendFeed(context: Context, format: FeedFormat, subject: FeedSubject, site: string): Response {
  const feed = feedOf(subject, new URL(context.req.url), site);
  const modified = Math.floor(feed.updated / 1_000) * 1_000;
  context.header("Cache-Control", `public, max-age=${FRESH_SECONDS}`);
  if (modified > 0) context.header("Last-Modified", new Date(modified).toUTCString());
  if (isKnown(context, modified)) return context.body(null, 304);
  const { type, write } = FORMATS[format];
  return context.body(write(feed), 200, { "Content-Type": type });
}

/** Entity tags say more, so they decide where a reader sends both (RFC 9110, section 13.2.2). */
function isKnown({ req }: Context, modified: number): boolean {
  const since = req.header("If-Modified-Since");
  return (
    since !== undefined && req.header("If-None-Match") === undefined && modified > 0 && Date.parse(since) >= modified
  );
}

function feedOf(subject: FeedSubject, { pathname, searchParams }: URL, site: string): Feed {
  const place = (query: URLSearchParams): string => site + pathname + (query.size === 0 ? "" : `?${query.toString()}`);
  const first = new URLSearchParams([...searchParams].filter(([name]) => !PAGING.has(name)));
  const entries = subject.papers.map(({ paper }) => entryOfPaper(paper, site));
  return {
    id: stableId(`feed ${subject.name}`),
    title: subject.title,
    description: subject.description,
    page: site + subject.page,
    self: place(searchParams),
    first: place(first),
    next: subject.next && place(new URLSearchParams({ ...Object.fromEntries(first), ...subject.next })),
    updated: Math.max(0, ...entries.map(({ updated }) => updated)),
    entries,
  };
}

/** What in a feed's query says only where a page of it begins. */
const PAGING = new Set(["day", "after", "page"]);
