import { spawnSync } from "node:child_process";
import { parseFeed, parseOpml } from "feedsmith";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aSighting } from "../make.ts";
import { NOW, openTestSite, type TestSite } from "./web-site.ts";

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite({
    settings: { publicUrl: "https://papers.example.org/", categories: ["cs.CL", "hep-th"] },
  });
  const friday = Array.from({ length: 60 }, (_, index) =>
    aSighting({
      ids: [`2608.${String(10_000 + index)}`],
      title: `Paper ${index} on <tables> & $O(n^2)$ things`,
      abstract: `The first paragraph of ${index} shows $\\alpha < 1$.\n\nThe second\nends it.`,
      authors: ["Ana Lima", "Søren \u0008Bell"],
      categories: index % 20 === 0 ? ["hep-th"] : ["cs.CL"],
      counts: { votes: index },
      days: ["2026-08-21"],
    }),
  );
  await site.save(
    ...friday,
    aSighting({ ids: ["2608.09999"], title: "The one of Wednesday", days: ["2026-08-19"], categories: ["hep-th"] }),
  );
});
afterAll(async () => await site[Symbol.asyncDispose]());

interface JsonFeed {
  readonly title: string;
  readonly next_url?: string;
  readonly items: readonly {
    readonly id: string;
    readonly title: string;
    readonly content_html: string;
    readonly url: string;
  }[];
}

const json = async (path: string): Promise<JsonFeed> => (await (await site.get(path)).json()) as JsonFeed;
const local = (url: string): string => new URL(url).pathname + new URL(url).search;

const FORMATS = [
  ["atom", "application/atom+xml; charset=utf-8", "atom"],
  ["rss", "application/rss+xml; charset=utf-8", "rss"],
  ["json", "application/feed+json; charset=utf-8", "json"],
] as const;

describe.each(FORMATS)("a feed as %s", (ending, type, format) => {
  test("has its type, and a feed reader reads it", async () => {
    const response = await site.get(`/feeds/latest.${ending}`);
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toBe(type);
    expect(parseFeed(await response.text()).format).toBe(format);
  });

  test("is not sent again to who has it, by tag or by date", async () => {
    const first = await site.get(`/feeds/latest.${ending}`);
    const tag = first.headers.get("ETag") ?? "";
    const date = first.headers.get("Last-Modified") ?? "";
    expect(Date.parse(date)).toBe(Math.floor(NOW / 1_000) * 1_000);
    expect((await site.get(`/feeds/latest.${ending}`, { "If-None-Match": tag })).status).toBe(304);
    expect((await site.get(`/feeds/latest.${ending}`, { "If-Modified-Since": date })).status).toBe(304);
    expect((await site.get(`/feeds/latest.${ending}`, { "If-None-Match": '"other"' })).status).toBe(200);
    const stale = { "If-Modified-Since": new Date(NOW - 5_000).toUTCString() };
    expect((await site.get(`/feeds/latest.${ending}`, stale)).status).toBe(200);
  });

  test("is compressed", async () => {
    const response = await site.get(`/feeds/latest.${ending}`, { "Accept-Encoding": "gzip" });
    expect(response.headers.get("Content-Encoding")).toBe("gzip");
  });
});

describe("what a feed tells", () => {
  test("the whole abstract in paragraphs, formulas as text, nothing of it markup", async () => {
    const [item] = (await json("/feeds/latest.json")).items;
    expect(item?.title).toBe("Paper 59 on <tables> & O(n²) things");
    expect(item?.content_html).toContain("<p>The first paragraph of 59 shows α &lt; 1.</p><p>The second ends it.</p>");
    expect(item?.url).toBe("https://papers.example.org/papers/2608.10059");
  });

  test("each paper once over all pages, whatever day it is of", async () => {
    const seen: string[] = [];
    let path: string | undefined = "/feeds/latest.json";
    for (let page = 0; path !== undefined && page < 10; page++) {
      const feed: JsonFeed = await json(path);
      seen.push(...feed.items.map(({ id }) => id));
      path = feed.next_url === undefined ? undefined : local(feed.next_url);
    }
    expect(seen).toHaveLength(61);
    expect(new Set(seen).size).toBe(61);
  });

  test("a field alone, over many days", async () => {
    const { title, items } = await json("/feeds/category/hep-th.json");
    expect(title).toBe("Broadsheet: High Energy Physics: Theory (hep-th)");
    expect(items.map((item) => item.title)).toEqual([
      "Paper 40 on <tables> & O(n²) things",
      "Paper 20 on <tables> & O(n²) things",
      "Paper 0 on <tables> & O(n²) things",
      "The one of Wednesday",
    ]);
  });

  test("what trends, a search, an author", async () => {
    expect((await json("/feeds/trending/week.json")).items.length).toBe(50);
    expect((await json("/feeds/search.json?q=wednesday")).items.map(({ title }) => title)).toEqual([
      "The one of Wednesday",
    ]);
    expect((await json("/feeds/author.json?name=Ana+Lima")).title).toBe("Broadsheet: papers by Ana Lima");
    expect((await json("/feeds/similar/2608.09999.json")).title).toBe("Broadsheet: like “The one of Wednesday”");
  });

  test("the same id for a paper in every feed", async () => {
    const [item] = (await json("/feeds/search.json?q=wednesday")).items;
    const all = (await json("/feeds/category/hep-th.json")).items;
    expect(all.at(-1)?.id).toBe(item?.id);
  });
});

test.each(["/feeds/latest.xml", "/feeds/trending/decade.atom", "/feeds/similar/2608.55555.atom", "/feeds/x.atom"])(
  "%s is not there",
  async (path) => expect((await site.get(path)).status).toBe(404),
);

test.each([
  "/feeds/search.atom",
  "/feeds/author.atom",
  "/feeds/latest.atom?day=tomorrow",
  "/feeds/search.atom?q=x&page=0",
])("%s says how to mend it", async (path) => expect((await site.get(path)).status).toBe(400));

test("pages tell feed readers and people of their feeds, by addresses of this site", async () => {
  const html = await site.text("/");
  expect(html).toContain(
    '<link rel="alternate" type="application/atom+xml" title="Broadsheet (Atom)" href="/feeds/latest.atom"/>',
  );
  expect(html).toContain('<a href="/feeds/latest.rss">RSS</a>');
  expect(await site.text("/trending")).toContain('href="/feeds/trending/week.atom"');
  expect(await site.text("/?category=cs.CL")).toContain('href="/feeds/category/cs.CL.atom"');
});

test("all offered feeds come as OPML, and each of them is there", async () => {
  const opml = parseOpml(await site.text("/feeds.opml"));
  const outlines = opml.body?.outlines ?? [];
  expect(outlines).toHaveLength(7);
  for (const { xmlUrl = "" } of outlines) expect((await site.get(local(xmlUrl))).status, xmlUrl).toBe(200);
});

const run = (command: string, args: readonly string[], input: string) =>
  spawnSync(command, args, { input, encoding: "utf8" });
const isThere = (command: string, args: readonly string[]): boolean => run(command, args, "").status === 0;

test.skipIf(!isThere("xmllint", ["--version"]))("XML feeds are well formed", async () => {
  for (const path of ["/feeds/latest.atom", "/feeds/latest.rss", "/feeds.opml"]) {
    const { status, stderr } = run("xmllint", ["--noout", "-"], await site.text(path));
    expect([status, stderr]).toEqual([0, ""]);
  }
});

/** Debian's, which finds the packages of Debian. */
const PYTHON = "/usr/bin/python3";
const READ = `
import sys, json, feedparser
feed = feedparser.parse(sys.stdin.buffer.read())
print(json.dumps([int(feed.bozo), feed.feed.title, len(feed.entries), feed.entries[0].title, feed.entries[0].id]))`;

test.skipIf(!isThere(PYTHON, ["-c", "import feedparser"]))("another feed reader finds no fault", async () => {
  for (const path of ["/feeds/latest.atom", "/feeds/latest.rss"]) {
    const { stdout } = run(PYTHON, ["-c", READ], await site.text(path));
    expect(JSON.parse(stdout)).toEqual([
      0,
      "Broadsheet",
      50,
      expect.stringContaining("O(n²) things"),
      expect.stringMatching(/^urn:uuid:/),
    ]);
  }
});
