import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { guessPapers } from "../../src/daily/trending-guesses.ts";
import { fakeClock } from "../fake-clock.ts";
import { aSighting, anAbstract } from "../make.ts";
import { NOW, openTestSite, type TestSite } from "./web-site.ts";

const featured = (index: number, votes: number, code?: string) =>
  aSighting({
    source: "hugging-face",
    ids: [`2608.${String(10_000 + index)}`],
    title: `Paper number ${index} about a thing`,
    abstract: anAbstract(index),
    counts: { votes, comments: 0 },
    ...(code !== undefined && { links: { code } }),
    days: ["2026-08-21"],
    kind: "featured",
  });

const titles = (html: string): string[] =>
  [...html.matchAll(/<h2 dir="auto"><a[^>]*>([^<]*)/g)].map(([, title = ""]) => title);

async function openSite(votesOf: (index: number) => number): Promise<TestSite> {
  const site = await openTestSite();
  const papers = Array.from({ length: 60 }, (_, index) =>
    featured(index, votesOf(index), index === 7 ? "https://example.org/code" : undefined),
  );
  await site.save(...papers);
  return site;
}

let site: TestSite;
beforeAll(async () => {
  site = await openSite((index) => 2 * index);
  await guessPapers({ store: site.store, clock: fakeClock(NOW) });
});
afterAll(async () => await site[Symbol.asyncDispose]());

describe("the trending page", () => {
  test("orders by votes unless asked otherwise, and says as of when", async () => {
    const html = await site.text("/trending");
    expect(titles(html).slice(0, 2)).toEqual(["Paper number 59 about a thing", "Paper number 58 about a thing"]);
    expect(html).toContain('60 papers, as of <time datetime="2026-08-21">21 August 2026</time>.');
    expect(html).toContain("What was counted makes 75% of a paper’s points");
  });

  test("is paged by fifty without repeating or losing a paper", async () => {
    const first = await site.text("/trending?window=month");
    const next = /<a href="([^"]+)" rel="next">Next 50 papers/.exec(first)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const second = await site.text(next);
    expect(second).toContain("51 to 60");
    expect(new Set([...titles(first), ...titles(second)]).size).toBe(60);
  });

  test("links to every window and marks the one it shows", async () => {
    const html = await site.text("/trending?window=year");
    const windows = [...html.matchAll(/<a href="\/trending\?window=(\w+)"/g)].map(([, name]) => name);
    expect(windows).toEqual(["today", "week", "month", "year"]);
    expect(html).toContain('<a href="/trending?window=year" aria-current="page">This year</a>');
  });

  test("tells under each paper what put it there", async () => {
    const html = await site.text("/trending?mix=0");
    expect(html.match(/<details class="why">/g)).toHaveLength(50);
    expect(html).toContain("Why this place: <b>118</b> points</summary>");
    expect(html).toContain('<th scope="row">Votes elsewhere</th><td>118</td><td>118</td><td>118</td>');
  });

  test.each(["window=decade", "mix=101", "mix=half", "after=nonsense"])(
    "refuses ?%s and says what is valid",
    async (query) => {
      const response = await site.get(`/trending?${query}`);
      expect(response.status).toBe(400);
    },
  );

  test("says that it is empty while nothing is here", async () => {
    await using empty = await openTestSite();
    expect(await empty.text("/trending")).toContain("No paper has been announced or featured here yet.");
  });
});

describe("the dial", () => {
  test("turned to the guess, orders by it and says that nobody voted for this order", async () => {
    const html = await site.text("/trending?mix=100");
    expect(titles(html)[0]).toBe("Paper number 7 about a thing");
    expect(html).toContain("This order is a guess made from past editions. Nobody voted for it.");
    expect(html).toContain("What moves it most:");
  });

  test("is remembered in a cookie, which the address overrides", async () => {
    const chosen = await site.get("/trending?mix=100");
    const [cookie = ""] = (chosen.headers.get("Set-Cookie") ?? "").split(";");
    expect(cookie).toBe("mix=100");
    const remembered = await (await site.get("/trending", { Cookie: cookie })).text();
    expect(titles(remembered)[0]).toBe("Paper number 7 about a thing");
    expect(remembered).toContain('mix=100" aria-current="true">The guess only</a>');
    const overridden = await (await site.get("/trending?mix=0", { Cookie: cookie })).text();
    expect(titles(overridden)[0]).toBe("Paper number 59 about a thing");
  });

  test("does not trip over a cookie that somebody made up", async () => {
    expect((await site.get("/trending", { Cookie: "mix=lots" })).status).toBe(200);
  });

  test("says plainly that the order is a guess while nobody has voted", async () => {
    await using quiet = await openSite(() => 0);
    await guessPapers({ store: quiet.store, clock: fakeClock(NOW) });
    const html = await quiet.text("/trending");
    expect(html).toContain("Nobody has voted on any paper of this page yet: its order is a guess");
    expect(titles(html)[0]).toBe("Paper number 7 about a thing");
  });

  test("is not offered where nothing was guessed", async () => {
    await using plain = await openSite(() => 1);
    const html = await plain.text("/trending");
    expect(html).not.toContain("The guess only");
    expect(html).toContain("Ordered by what was counted");
  });
});

describe("an edition", () => {
  test("can be ordered by the guess, and says that it is one", async () => {
    const html = await site.text("/day/2026-08-21?order=guess");
    expect(titles(html)[0]).toBe("Paper number 7 about a thing");
    expect(html).toContain("This order is a guess made from past editions. Nobody voted for it.");
    expect(await site.text("/day/2026-08-21")).not.toContain("is a guess");
  });

  test("offers the guess only where there is one", async () => {
    await using plain = await openSite(() => 1);
    expect(await site.text("/day/2026-08-21")).toContain("order=guess");
    expect(await plain.text("/day/2026-08-21")).not.toContain("order=guess");
  });
});

describe("the page about trending", () => {
  test("gives the whole formula, set as mathematics, with its weights and windows", async () => {
    // The thread that sets formulas may come up late; then the next page has them.
    await expect.poll(async () => await site.text("/about/trending")).toMatch(/<math[^>]* display="block"/);
    const html = await site.text("/about/trending");
    expect(html).toContain('<th scope="row">This week</th><td>7</td><td>2</td>');
    expect(html).toContain('<th scope="row">Comments elsewhere</th><td>2</td><td>not known</td><td>yes</td>');
  });

  test("says how good the guess is beside other orders, and what is left out", async () => {
    const html = await site.text("/about/trending");
    expect(html).toMatch(/<th scope="row">By chance<\/th><td>0\.\d{3}<\/td>/);
    expect(html).toMatch(/<th scope="row">The guess<\/th><td>0\.\d{3}<\/td>/);
    expect(html).toContain("there are no votes without an account");
  });
});
