import { joinHtml, safeHtml, type SafeHtml } from "../../lib/html.ts";
import { counted } from "../../lib/words.ts";
import type { FeedEntry } from "./feed.ts";

const MOST_NAMED = 8;

/** What a feed reader shows of a paper: its authors, the whole abstract, and where to read on. */
export function entryMarkup({ authors, paragraphs, links }: FeedEntry): SafeHtml {
  const named = authors.slice(0, MOST_NAMED).join(", ");
  const rest = authors.length > MOST_NAMED ? ` and ${counted(authors.length - MOST_NAMED, "other")}` : "";
  const byline = named === "" ? [] : [safeHtml`<p><em>${named}${rest}</em></p>`];
  const text = paragraphs.map((paragraph) => safeHtml`<p>${paragraph}</p>`);
  const anchors = links.map(({ label, url }) => safeHtml`<a href="${url}">${label}</a>`);
  const further = anchors.length === 0 ? [] : [safeHtml`<p>${joinHtml(anchors, " · ")}</p>`];
  return joinHtml([...byline, ...text, ...further]);
}
