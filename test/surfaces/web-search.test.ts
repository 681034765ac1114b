import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Hono } from "hono";
import { createWeb } from "../../src/surfaces/web/web.tsx";
import { openSearchSite, type SearchSite } from "./search-site.ts";

let site: SearchSite;
let web: Hono;
beforeAll(async () => {
  site = await openSearchSite();
  web = createWeb(site.deps);
});
afterAll(async () => await site[Symbol.asyncDispose]());

const text = async (path: string): Promise<string> => await (await web.request(path)).text();
const titles = (html: string): string[] =>
  [...html.matchAll(/<h2 dir="auto"><a[^>]*>(.*?)<\/a>/g)].map(([, title = ""]) => title.replace(/<[^>]+>/g, ""));
/** The address of the link that these words are in. */
function linkOf(html: string, words: string): string {
  const link = [...html.matchAll(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/g)].find(
    ([, , inside = ""]) => inside.replace(/<[^>]+>/g, "").trim() === words,
  );
  return link?.[1]?.replaceAll("&amp;", "&") ?? `no link says ${words}`;
}

describe("results", () => {
  test("mark what was searched for in title, authors and abstract", async () => {
    const html = await text("/search?q=sparse+kernels");
    expect(html).toContain("Transformers with <mark>sparse kernels</mark>");
    expect(html).toContain("We propose <mark>sparse</mark> attention <mark>kernels</mark>");
    expect(await text("/search?q=author:example")).toContain("<bdi>Ada <mark>Example</mark></bdi>");
  });

  test("set formulas in marked titles", async () => {
    await expect.poll(async () => await text("/search?q=documents"), { timeout: 10_000 }).toContain("<math>");
    expect(await text("/search?q=documents")).toMatch(/Sparse attention for <math>.*?<\/math> <mark>documents<\/mark>/);
  });

  test("name an author who was searched for though many stand before", async () => {
    expect(await text("/search?q=author:hidden")).toMatch(/and 4 more<\/a>, among them <bdi>Zoë <mark>Hidden<\/mark>/);
  });

  test("cut long abstracts around the words, and keep the whole to open", async () => {
    const html = await text("/search?q=transformers+year:2024");
    expect(html).toMatch(/class="abstract when-closed" dir="auto">… .*<mark>transformers<\/mark>.* …<\/p>/);
    expect(html).toContain('class="abstract when-open" dir="auto">Background that says');
  });

  test("say why each is there", async () => {
    const html = await text("/search?q=sparse+cat:cs.LG&mode=words");
    expect(html).toContain('<p class="why-found"><span>Has sparse</span><span>Passes cat:cs.LG</span></p>');
    expect(await text("/search?q=2301.00003")).toContain("Goes by this identifier");
    expect(await text("/search?q=on+cores+of+graphs")).toContain("Has exactly this title");
  });

  test("are paged, and the pages keep what was chosen", async () => {
    const html = await text("/search?q=rivers&mode=words&year=2022&page=2");
    expect(html).toContain("45 papers for");
    expect(html).toContain('<ol class="papers" start="21">');
    expect(linkOf(html, "Page 3")).toBe("/search?q=rivers&mode=words&year=2022&page=3");
    expect(await text("/search?q=rivers&page=9")).toContain(">First page</a>");
  });

  test("never show upstream's or the reader's markup as markup", async () => {
    const html = await text(`/search?q=${encodeURIComponent('graphs "><script>alert(4)</script>')}`);
    expect(html).toContain("&lt;img src=x onerror=");
    expect(html).not.toMatch(/<script>|<img|<b>graphs/);
  });

  test("are not for search engines, and have a feed", async () => {
    const html = await text("/search?q=sparse&has=code");
    expect(html).toContain('<meta name="robots" content="noindex"/>');
    expect(html).toMatch(
      /<link rel="alternate" type="application\/atom\+xml"[^>]* href="\/feeds\/search.atom\?q=sparse&amp;has=code"/,
    );
    expect(linkOf(html, "Feed of this search")).toBe("/feeds/search.atom?q=sparse&has=code");
    expect(linkOf(html, "Mail me this")).toBe("/subscribe?q=sparse+has%3Acode");
  });
});

describe("facets", () => {
  test("count what was found, and a link chooses each", async () => {
    const html = await text("/search?q=sparse&mode=words");
    expect(linkOf(html, "2024 1")).toBe("/search?q=sparse&mode=words&year=2024");
    expect(linkOf(html, "cs.LG 2")).toBe("/search?q=sparse&mode=words&category=cs.LG");
    expect(linkOf(html, "Listings 2")).toBe("/search?q=sparse&mode=words&source=listing");
    expect(linkOf(html, "Code 1")).toBe("/search?q=sparse&mode=words&has=code");
  });

  test("that were chosen narrow the results, and can be taken back", async () => {
    const html = await text("/search?q=sparse&mode=words&category=cs.LG&has=code");
    expect(titles(html)).toHaveLength(1);
    expect(linkOf(html, "Take back: Has Code ×")).toBe("/search?q=sparse&mode=words&category=cs.LG");
    expect(linkOf(html, "Code 1")).toBe("/search?q=sparse&mode=words&category=cs.LG");
    expect(linkOf(html, "Take all back")).toBe("/search?q=sparse&mode=words");
  });

  test("narrow down without a question too", async () => {
    expect(titles(await text("/search?year=2023"))).toEqual(expect.arrayContaining(["On cores of graphs"]));
  });
});

describe("mode and order", () => {
  test("are links that mark the one in use", async () => {
    const html = await text("/search?q=sparse&sort=oldest");
    expect(html).toContain('<a href="/search?q=sparse&amp;sort=oldest" aria-current="true">Oldest</a>');
    expect(linkOf(html, "Meaning")).toBe("/search?q=sparse&mode=meaning&sort=oldest");
    expect(titles(html)[0]).toContain("documents");
    expect(titles(await text("/search?q=sparse&sort=newest"))[0]).toContain("Transformers");
  });

  test("stay with the next question", async () => {
    const html = await text("/search?q=sparse&mode=words");
    expect(html).toContain('<input type="hidden" name="mode" value="words"/>');
    expect(html).not.toContain('name="sort"');
  });

  test.each(["mode=deep", "sort=best", "year=now", "source=moon", "has=legs", "category=%3Cb%3E"])(
    "refuse ?%s and name what is valid",
    async (query) => {
      const response = await web.request(`/search?q=a&${query}`);
      expect(response.status).toBe(400);
      expect(await response.text()).toMatch(/ is (one of |a |arxiv or |code)/);
    },
  );
});

describe("a question that was not taken as written", () => {
  test("says which word no paper has, and what was searched for", async () => {
    const html = await text("/search?q=sparse+kernals");
    expect(html).toContain("No paper has <bdi>“kernals”</bdi>. Searched for");
    expect(linkOf(html, "sparse kernels")).toBe("/search?q=sparse+kernels");
  });

  test("says in words what could not be read", async () => {
    expect(await text("/search?q=sparse+has:legs")).toContain("has: wants code. “legs” was searched as words.");
  });

  test("finding nothing, offers less with what it would find", async () => {
    const html = await text("/search?q=title:graphs+author:example&year=2024");
    expect(html).toContain("Nothing found for");
    expect(linkOf(html, "Without the choice of year")).toBe("/search?q=title%3Agraphs+author%3Aexample");
    expect(html).toMatch(/Without <bdi>the choice of year<\/bdi><\/a> <span class="count">1 paper<\/span>/);
  });

  test("by date, finding nothing, offers the best match", async () => {
    expect(linkOf(await text("/search?q=sparse+rivers&sort=newest&year=1999"), "best match")).toContain(
      "sort=relevance",
    );
  });
});

describe("suggestions", () => {
  const suggested = async (q: string): Promise<[string, string[], string[], string[]]> =>
    (await (await web.request(`/search/suggest?q=${encodeURIComponent(q)}`)).json()) as never;

  test("come in the form that browsers read", async () => {
    const response = await web.request("/search/suggest?q=spar");
    expect(response.headers.get("Content-Type")).toContain("application/x-suggestions+json");
    const [asked, questions, , paths] = await suggested("spar");
    expect(asked).toBe("spar");
    expect(questions).toContain("Transformers with sparse kernels");
    expect(paths).toContain("/papers/2503.00002");
  });

  test("lead to authors and categories as the query language writes them", async () => {
    expect((await suggested("müll")).slice(1)).toEqual([
      ['author:"Cy Müller"'],
      ["1 paper"],
      ["/search?q=author%3A%22Cy+M%C3%BCller%22"],
    ]);
    expect((await suggested("combinat"))[1]).toContain("cat:math.CO");
  });

  test.each(["", "x", "\u0000", "<script>", "y".repeat(5_000)])("for %j are none", async (q) => {
    expect((await suggested(q))[1]).toEqual([]);
  });

  test("are told to browsers", async () => {
    expect(await text("/opensearch.xml")).toContain(
      '<Url type="application/x-suggestions+json" template="http://localhost/search/suggest?q={searchTerms}"/>',
    );
  });
});

describe("similar papers", () => {
  test("stand on a paper's page, with what they share", async () => {
    await expect
      .poll(async () => await text("/papers/2503.00002"), { timeout: 20_000 })
      .toMatch(/Similar papers.*2401\.00001.*Shares .*sparse/s);
    expect(linkOf(await text("/papers/2503.00002"), "More, and by problem, method or result")).toBe(
      "/papers/2503.00002/similar",
    );
  });

  test("and papers by the same authors open their abstracts apart", async () => {
    const html = await text("/papers/2401.00001");
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBe(new Set(ids).size);
  });

  test("have a page of their own, whole and by what is shared", async () => {
    const html = await text("/papers/2503.00002/similar?facet=method");
    expect(titles(html)[0]).toContain("Sparse attention for");
    expect(html).toContain("We propose sparse attention kernels.");
    expect(html).toContain('<a href="/papers/2503.00002/similar?facet=method" aria-current="page">Method</a>');
    expect(html).toContain('href="/feeds/similar/2503.00002.atom"');
  });

  test("of another name lead to the paper's own, and of no paper to none", async () => {
    const response = await web.request("/papers/2503.00002v1/similar?facet=result");
    expect([response.status, response.headers.get("Location")]).toEqual([
      301,
      "/papers/2503.00002/similar?facet=result",
    ]);
    expect((await web.request("/papers/10.1000/none/similar")).status).toBe(404);
    expect((await web.request("/papers/2503.00002/similar?facet=mood")).status).toBe(400);
  });

  const send = async (fields: Record<string, string>): Promise<Response> =>
    await web.request("/similar", {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { "Sec-Fetch-Site": "same-origin" },
    });

  test("are found for any text, which stays in its form", async () => {
    const html = await (await send({ text: "Sparse attention kernels\n<b>fast</b>", facet: "method" })).text();
    expect(titles(html)).toContain("Transformers with sparse kernels");
    expect(html).toContain("Sparse attention kernels\n&lt;b&gt;fast&lt;/b&gt;</textarea>");
    expect(html).toMatch(/value="method" checked=""/);
  });

  test("are refused for too long a text, whatever its script", async () => {
    expect((await send({ text: "漢".repeat(20_000) })).status).toBe(200);
    const long = await send({ text: "a ".repeat(10_001) });
    expect(long.status).toBe(400);
    expect(await long.text()).toContain("at most 20,000 characters");
    expect((await send({ text: "漢".repeat(40_000) })).status).toBe(413);
  });
});
