import { joinHtml, safeHtml } from "../../lib/html.ts";
import { xmlText } from "./xml-text.ts";

export interface Outline {
  readonly title: string;
  /** The feed's own address, and the page's. */
  readonly feed: string;
  readonly page: string;
}

/** A list of feeds to hand to a feed reader (OPML 2.0). */
export function toOpml(title: string, outlines: readonly Outline[]): string {
  const lines = outlines.map(
    ({ title: text, feed, page }) =>
      safeHtml`    <outline type="rss" text="${text}" title="${text}" xmlUrl="${feed}" htmlUrl="${page}"/>\n`,
  );
  return xmlText(safeHtml`<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0">
  <head><title>${title}</title></head>
  <body>
${joinHtml(lines)}  </body>
</opml>
`);
}
