import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aSighting, anAbstract } from "../make.ts";
import { openTestSite, type TestSite } from "./web-site.ts";

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite({ settings: { publicUrl: "https://papers.example.org" } });
  await site.save(
    aSighting({
      source: "arxiv-oai",
      ids: ["2608.20001", "10.1000/a<b"],
      title: "Bounds on $O(n^2)$ & <b>more</b>",
      abstract: `First paragraph with $x<y$.\n\n${anAbstract(1)}`,
      authors: ["Ada Lovelace", "Émilie du Châtelet", ...Array.from({ length: 8 }, (_, index) => `Author ${index}`)],
      categories: ["cs.CC", "math.CO"],
      versions: [
        { number: 1, date: "2026-08-01" },
        { number: 2, date: "2026-08-20", isWithdrawn: true },
      ],
      withdrawal: { reason: "Lemma 3 is wrong" },
      published: "2026-08-01",
      links: { code: "javascript:alert(1)", project: "https://example.org/project" },
      days: ["2026-08-21"],
    }),
    aSighting({
      source: "sample",
      ids: ["2608.20002"],
      title: "A sampled paper",
      summary: "What we say of it.",
      authorCount: 12,
      days: ["2026-08-21"],
    }),
    aSighting({ ids: ["hep-th/9901001"], title: "An old style id", authors: ["Ada Lovelace"], published: "1999-01" }),
  );
});
afterAll(async () => await site[Symbol.asyncDispose]());

describe("a paper's page", () => {
  test("sets formulas and escapes everything else", async () => {
    // The first page may come before the thread for formulas is up, and then shows their source.
    await expect.poll(async () => await site.text("/papers/2608.20001"), { timeout: 10_000 }).toContain("<math>");
    const html = await site.text("/papers/2608.20001");
    expect(html).toMatch(/<h1 dir="auto">Bounds on <math>.*<\/math> &amp; &lt;b&gt;more&lt;\/b&gt;<\/h1>/);
    expect(html).toMatch(/<p dir="auto">First paragraph with <math>/);
  });

  test("names all authors, fields, versions, sources and the withdrawal", async () => {
    const html = await site.text("/papers/2608.20001");
    for (const words of [
      "<bdi>Author 7</bdi>",
      "Computational Complexity",
      "Combinatorics",
      "Lemma 3 is wrong",
      "arxiv.org/abs/2608.20001v2",
      "arXiv records (OAI-PMH)",
    ]) {
      expect(html).toContain(words);
    }
  });

  test("never links to anything but the web", async () => {
    const html = await site.text("/papers/2608.20001");
    expect(html).not.toContain("javascript:");
    expect(html).toContain('href="https://example.org/project"');
  });

  test("carries what reference managers read", async () => {
    const html = await site.text("/papers/2608.20001");
    expect(html).toContain('<meta name="citation_arxiv_id" content="2608.20001"/>');
    expect(html).toContain('<meta name="citation_publication_date" content="2026/08/01"/>');
    expect(html.match(/citation_author"/g)).toHaveLength(10);
    const json = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html)?.[1] ?? "";
    expect(json).not.toContain("<");
    expect(JSON.parse(json)).toMatchObject({
      "@type": "ScholarlyArticle",
      headline: "Bounds on $O(n^2)$ & <b>more</b>",
    });
    expect(html).toContain('<link rel="canonical" href="https://papers.example.org/papers/2608.20001"/>');
  });

  test("says that a summary is one, and that the sample is one", async () => {
    const html = await site.text("/papers/2608.20002");
    expect(html).toContain("Our own words, not the authors’ abstract");
    expect(html).toContain("This is a sample edition");
    expect(html).toContain("12 authors, not named by the source");
  });

  test("shows other papers by its authors", async () => {
    expect(await site.text("/papers/2608.20001")).toContain('<a href="/papers/hep-th/9901001">An old style id</a>');
  });

  test("answers a reader who has it already", async () => {
    const first = await site.get("/papers/2608.20001");
    const again = await site.get("/papers/2608.20001", { "If-None-Match": first.headers.get("ETag") ?? "" });
    expect(again.status).toBe(304);
    expect(again.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
  });
});

describe("a paper's other names lead to its page", () => {
  test.each([
    ["/papers/arXiv:2608.20001", "/papers/2608.20001"],
    ["/papers/2608.20001v2", "/papers/2608.20001"],
    ["/papers/10.1000/a%3Cb", "/papers/2608.20001"],
    ["/abs/2608.20001v1", "/papers/2608.20001"],
    ["/pdf/2608.20001.pdf", "/papers/2608.20001"],
    ["/abs/hep-th/9901001", "/papers/hep-th/9901001"],
    ["/doi/10.1000/A%3CB", "/papers/2608.20001"],
  ])("%s to %s", async (path, target) => {
    const response = await site.get(path);
    expect([response.status, response.headers.get("Location")]).toEqual([301, target]);
  });
});

describe("a paper that is not here", () => {
  test("is searched for", async () => {
    const response = await site.get("/papers/a-sampled-paper");
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('<a href="/papers/2608.20002">A sampled paper</a>');
  });

  test("may be where its identifier leads", async () => {
    const response = await site.get("/abs/2501.99999");
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("https://arxiv.org/abs/2501.99999");
  });

  test.each([
    "/papers/%E0%A4%A",
    "/papers/%00",
    `/papers/${"x".repeat(3_000)}`,
    "/papers/<script>",
    "/papers/..%2f..%2fetc",
  ])("%s is answered calmly", async (path) => {
    const response = await site.get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain("<script>");
  });
});

describe("search", () => {
  test("finds words, and puts what an identifier names first", async () => {
    expect(await site.text("/search?q=sampled")).toContain("1 paper for <q");
    expect(await site.text("/search?q=arXiv:2608.20002")).toContain("Goes by this identifier");
  });

  test("shows hints when nothing was asked, and when nothing was found", async () => {
    expect(await site.text("/search")).toContain("Words are looked for");
    expect(await site.text("/search?q=zebrafish")).toContain("Nothing found");
  });

  test("says how far the index is", async () => {
    await using building = await openTestSite({ progress: { indexed: 1_200, total: 60_000, isReady: false } });
    expect(await building.text("/search?q=x")).toContain("1,200 of 60,000 papers can be found so far");
  });

  test.each(["-1", "0", "abc", "1.5", "51", "1e9", "99999999999999999999"])(
    "refuses page=%s and says why",
    async (page) => {
      const response = await site.get(`/search?q=a&page=${page}`);
      expect(response.status).toBe(400);
      expect(await response.text()).toContain("whole number from 1 to 50; the address says");
    },
  );

  test.each(["", "1", "50"])("takes page=%s", async (page) => {
    expect((await site.get(`/search?q=a&page=${page}`)).status).toBe(200);
  });
});
