import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aSighting, anAbstract } from "../make.ts";
import { openTestSite, type TestSite } from "./web-site.ts";

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite();
  const friday = Array.from({ length: 60 }, (_, index) =>
    aSighting({
      source: "hugging-face",
      ids: [`2608.${String(10_000 + index)}`],
      title: `Paper number ${index} about a thing`,
      abstract: [0, 1, 2, 3, 4].map((part) => anAbstract(index * 7 + part)).join(" "),
      authors: Array.from({ length: 40 }, (_name, other) => `Author ${other} of paper ${index}`),
      categories: index % 3 === 0 ? ["cs.CV", "cs.LG"] : ["cs.CL"],
      counts: { votes: index, comments: 1 },
      published: "2026-08-20",
      days: ["2026-08-21"],
      kind: "featured",
    }),
  );
  await site.save(...friday, aSighting({ ids: ["2608.09999"], title: "The one of Wednesday", days: ["2026-08-19"] }));
});
afterAll(async () => await site[Symbol.asyncDispose]());

const titles = (html: string): string[] =>
  [...html.matchAll(/<h2 dir="auto"><a[^>]*>([^<]*)/g)].map(([, title = ""]) => title);

describe("the front page", () => {
  test("is the newest edition, and says which day it is", async () => {
    const html = await site.text("/");
    expect(html).toMatch(/^<!doctype html><html lang="en">/);
    expect(html).toContain('<time datetime="2026-08-21">Friday, 21 August 2026</time>');
    expect(html).toContain('<link rel="canonical" href="/day/2026-08-21"/>');
  });

  test("sets the paper with most votes first, and larger", async () => {
    const html = await site.text("/");
    expect(titles(html)[0]).toBe("Paper number 59 about a thing");
    expect(html.match(/class="paper lead"/g)).toHaveLength(1);
  });

  test("labels votes and comments as the upstream's", async () => {
    const html = await site.text("/");
    expect(html).toContain(
      '<a class="votes" href="https://huggingface.co/papers/2608.10059" rel="external"><b>59 votes</b>, <span>1 comment</span> on Hugging Face</a>',
    );
  });

  test("holds neither inline styles nor inline scripts nor anything from elsewhere", async () => {
    const html = await site.text("/");
    expect(html).not.toMatch(/ style=|<style|<script(?![^>]*src="\/assets\/)| on[a-z]+=/);
    expect(html).not.toMatch(/<(?:link|script|img)[^>]*(?:href|src)="(?!\/)/);
  });

  test("of fifty papers with long abstracts takes at most 60 kB, style sheet included", async () => {
    const stylesheet = /href="(\/assets\/[^"]+\.css)"/.exec(await site.text("/"))?.[1] ?? "";
    const answers = await Promise.all(
      ["/", stylesheet].map(async (path) => await site.get(path, { "Accept-Encoding": "br" })),
    );
    const sizes = await Promise.all(answers.map(async (answer) => (await answer.arrayBuffer()).byteLength));
    expect(answers.map(({ headers }) => headers.get("Content-Encoding"))).toEqual(["br", "br"]);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000);
  });

  test("offers a beginning while there is nothing to show", async () => {
    await using empty = await openTestSite();
    const response = await empty.get("/");
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("No edition yet");
  });
});

describe("an edition", () => {
  test("is paged by fifty, without repeating or losing a paper", async () => {
    const first = await site.text("/day/2026-08-21");
    const next = /<a href="([^"]+)" rel="next">Next 50 papers/.exec(first)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const second = await site.text(next);
    expect(titles(first)).toHaveLength(50);
    expect(new Set([...titles(first), ...titles(second)]).size).toBe(60);
    expect(second).toContain("51 to 60 of 60 papers");
    expect(second).not.toContain("paper lead");
  });

  test("shows one field, in either order", async () => {
    const html = await site.text("/day/2026-08-21?category=cs.CV&order=newest");
    expect(titles(html)).toHaveLength(20);
    expect(html).toContain("20 of 60 papers in cs.CV");
    expect(html).toContain('href="/day/2026-08-21?category=cs.CV">Most votes');
  });

  test("keeps field and order on the way to its neighbours", async () => {
    expect(await site.text("/day/2026-08-21?category=cs.CV&order=newest")).toContain(
      'href="/day/2026-08-19?category=cs.CV&amp;order=newest" rel="prev"',
    );
  });

  test.each([
    ["/day/2026-08-21?category=no-such-field", "No papers in no-such-field"],
    ["/week/2026-W34", "Week 34, 17–23 August 2026"],
    ["/month/2026-08", "August 2026"],
  ])("%s says %s", async (path, words) => {
    const response = await site.get(path);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(words);
  });

  test("of a month shows how full each day was", async () => {
    expect(await site.text("/month/2026-08")).toMatch(
      /<td data-level="8"><a href="\/day\/2026-08-21" title="Friday 21: 60 papers"/,
    );
  });

  test("refuses a page address that is not ours", async () => {
    expect((await site.get("/day/2026-08-21?after=nonsense")).status).toBe(400);
  });

  test.each([
    ["/?order=zz", "The order is votes, newest or guess; the address says zz."],
    ["/week/2026-W34?category=%3Cscript%3E", "A field is written like cs.CL or hep-th; the address says"],
    ["/day/2026-08-21?category=cs.CL.x", "A field is written like cs.CL or hep-th"],
  ])("refuses %s and says: %s", async (path, words) => {
    const response = await site.get(path);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(words);
  });

  test.each(["?order=", "?order=votes", "?category=", "?category=hep-th", "?category=cond-mat.mtrl-sci"])(
    "takes %s",
    async (query) => expect((await site.get(`/day/2026-08-21${query}`)).status).toBe(200),
  );
});

describe("a day without papers says why, and where papers are", () => {
  test.each([
    ["/day/2026-08-22", "arXiv announces nothing on Saturdays and Sundays"],
    ["/day/2026-08-20", "No source announced or featured a paper that we know of"],
    ["/day/2026-09-30", "still to come"],
    ["/day/2020-01-06", "The first edition here is that of"],
    ["/day/2026-08-24", "have not come in yet"],
  ])("%s: %s", async (path, words) => {
    const html = await site.text(path);
    expect(html).toContain(words);
    expect(html).toMatch(/href="\/day\/2026-08-(19|21)"/);
    expect(html).toContain('<meta name="robots" content="noindex"/>');
  });

  test.each([
    "/day/0001-01-01",
    "/day/1900-01-01",
    "/day/1969-12-31",
    "/week/0001-W01",
    "/week/1900-W01",
    "/month/0001-01",
    "/month/1900-01",
  ])("%s is before the first edition", async (path) => {
    const response = await site.get(path);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("The first edition here is that of");
  });

  test.each(["/day/9999-12-31", "/week/9999-W52", "/month/9999-12"])("%s is still to come", async (path) => {
    expect(await site.text(path)).toContain("still to come");
  });

  test("a source that failed is named, with its reason", async () => {
    await using other = await openTestSite();
    await other.save(aSighting({ ids: ["2608.00001"], days: ["2026-08-20"] }));
    await other.store.ingest(async (transaction) => {
      const failure = {
        attemptedAt: Date.parse("2026-08-24T05:00:00Z"),
        outcome: "failed",
        message: "arXiv answered 503",
        problems: [],
        papersRead: 0,
        isContinued: false,
      } as const;
      await transaction.setSourceProgress("arxiv-feed", failure);
    });
    expect(await other.text("/day/2026-08-24")).toContain(
      "arXiv daily announcements could not be read: arXiv answered 503",
    );
  });
});

describe("an address that is no date", () => {
  test.each([
    ["/day/2026-8-21", "2026-08-21", 'href="/day/2026-08-21"'],
    ["/day/2026-02-30", "2026-08-21", 'href="/day/2026-02-28"'],
    ["/day/yesterday", "2026-08-21", 'href="/day/2026-08-21"'],
    ["/week/2026-34", "2026-W34", 'href="/week/2026-W34"'],
    ["/month/2026-13", "2026-08", 'href="/day/2026-08-21"'],
  ])("%s gets the form and a way on", async (path, form, link) => {
    const response = await site.get(path);
    const html = await response.text();
    expect(response.status).toBe(400);
    expect(html).toContain(`<code>${form}</code>`);
    expect(html).toContain(link);
  });
});
