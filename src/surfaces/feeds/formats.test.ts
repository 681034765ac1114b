import { parseFeed, parseOpml } from "feedsmith";
import { describe, expect, test } from "vitest";
import { toAtom } from "./atom.ts";
import type { Feed } from "./feed.ts";
import { toJsonFeed } from "./json-feed.ts";
import { toOpml } from "./opml.ts";
import { toRss } from "./rss.ts";
import { stableId } from "./stable-id.ts";

const PUBLISHED = Date.parse("2026-08-21T06:00:00Z");
const UPDATED = Date.parse("2026-08-25T00:00:00Z");

const feed: Feed = {
  id: stableId("feed latest"),
  title: "Papers & more",
  description: "Less < more",
  page: "https://papers.example.org/",
  self: "https://papers.example.org/feeds/latest.atom?day=2026-08-20",
  first: "https://papers.example.org/feeds/latest.atom",
  next: "https://papers.example.org/feeds/latest.atom?day=2026-08-19&after=x",
  updated: UPDATED,
  entries: [
    {
      id: stableId("paper 2608.01234"),
      url: "https://papers.example.org/papers/2608.01234",
      title: "Attention in O(n²) & <b>less</b>\u0007 ]]>",
      authors: ["Ana Lima", "O'Neil <script>"],
      paragraphs: ["We show that 1 < 2 & 3.", "Second paragraph."],
      published: PUBLISHED,
      updated: UPDATED,
      categories: ["cs.CL", "cs.LG"],
      links: [{ label: "Code", url: "https://example.org/?a=1&b=2" }],
    },
  ],
};

describe("every format", () => {
  test("Atom is read back as it was meant", () => {
    const { format, feed: read } = parseFeed(toAtom(feed));
    expect(format).toBe("atom");
    expect(read).toMatchObject({ id: feed.id, updated: "2026-08-25T00:00:00.000Z" });
    const text = JSON.stringify(read);
    expect(text).toContain("Attention in O(n²) & <b>less</b> ]]>");
    expect(text).toContain(feed.entries[0]?.id);
    expect(text).toContain("<p>We show that 1 &lt; 2 &amp; 3.</p>");
    expect(text).toContain("&lt;script&gt;");
    expect(text).not.toContain("<script>alert");
  });

  test("RSS is read back as it was meant", () => {
    const { format, feed: read } = parseFeed(toRss(feed));
    expect(format).toBe("rss");
    const text = JSON.stringify(read);
    expect(text).toContain("Attention in O(n²) & <b>less</b> ]]>");
    expect(text).toContain("Fri, 21 Aug 2026 06:00:00 GMT");
    expect(text).toContain("O'Neil <script>");
  });

  test("JSON Feed is read back as it was meant", () => {
    const { format, feed: read } = parseFeed(toJsonFeed(feed));
    expect(format).toBe("json");
    expect(read).toMatchObject({
      next_url: feed.next,
      items: [{ id: feed.entries[0]?.id, date_modified: "2026-08-25T00:00:00.000Z", tags: ["cs.CL", "cs.LG"] }],
    });
  });

  test("OPML names feed and page", () => {
    const opml = parseOpml(
      toOpml("Feeds", [{ title: "A & B", feed: "https://x.example/a.atom", page: "https://x.example/" }]),
    );
    expect(opml.body?.outlines?.[0]).toMatchObject({ text: "A & B", xmlUrl: "https://x.example/a.atom" });
  });
});

test("ids are made from names alone, and are UUIDs of version 5", () => {
  expect(stableId("paper 2608.01234")).toBe(stableId("paper 2608.01234"));
  expect(stableId("paper 2608.01234")).not.toBe(stableId("paper 2608.01235"));
  expect(stableId("x")).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
