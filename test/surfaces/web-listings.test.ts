import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NOW, openTestSite, type TestSite } from "./web-site.ts";

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite();
});
afterAll(async () => await site[Symbol.asyncDispose]());

const BIBTEX = `@article{one, title={A first <i>thing</i>}, author={Lovelace, Ada}, eprint={2608.20001}, archivePrefix={arXiv}}
@article{two, title={A second thing}, doi={10.1000/two}}
`;

async function preview(body: Record<string, string | File>): Promise<{ html: string; draft: string }> {
  const html = await (await site.post("/import/preview", body)).text();
  return { html, draft: /name="draft" value="([^"]+)"/.exec(html)?.[1] ?? "" };
}

describe("an import", () => {
  test("is shown before anything is saved", async () => {
    const { html } = await preview({ text: BIBTEX });
    expect(html).toContain("2 papers in it");
    expect(html).toContain("BibTeX");
    expect(html).toContain("A second thing");
    expect(await site.store.papers.count()).toBe(0);
  });

  test("is saved under the name it was given, and leads to its page", async () => {
    const { draft } = await preview({ text: BIBTEX });
    const saved = await site.post("/import", { draft, name: "Reading <list>" });
    expect([saved.status, saved.headers.get("Location")]).toEqual([303, "/listings/1"]);
    const html = await site.text("/listings/1");
    expect(html).toContain("Reading &lt;list&gt;");
    expect(html.indexOf("A first")).toBeLessThan(html.indexOf("A second"));
    expect(await site.text("/listings")).toContain('href="/listings/1"');
  });

  test("of a file keeps the file's name", async () => {
    const { draft } = await preview({ file: new File(["2608.20002\n"], "ids.txt", { type: "text/plain" }) });
    const saved = await site.post("/import", { draft, name: "renamed" });
    expect(await site.text(saved.headers.get("Location") ?? "")).toContain(
      '<h1 class="page-title"><bdi>ids.txt</bdi></h1>',
    );
  });

  test("says what is known already", async () => {
    const { html } = await preview({ text: `${BIBTEX}@article{three, title={A third thing}}` });
    expect(html).toContain("1 new");
    expect(html).toContain("2 known already");
  });

  test("says where an entry could not be read", async () => {
    const { html } = await preview({ text: `${BIBTEX}@article{broken, title={never closed\n` });
    expect(html).toMatch(/Line \d+/);
  });

  test("that expired, or was saved already, says so", async () => {
    const { draft } = await preview({ text: "2608.20003" });
    expect((await site.post("/import", { draft })).status).toBe(303);
    const again = await site.post("/import", { draft });
    expect(again.status).toBe(409);
    expect(await again.text()).toContain("This preview has expired");
  });

  test.each([{}, { text: "  " }, { file: new File([], "empty.bib") }])("of nothing says so: %j", async (body) => {
    expect((await site.post("/import/preview", body as Record<string, string | File>)).status).toBe(400);
  });

  test.each(["just some words", "\0\u0001\u0002", "{", "<html>".repeat(1_000)])(
    "of noise is calm: %j",
    async (text) => {
      const response = await site.post("/import/preview", { text });
      expect(response.status).toBe(200);
      expect(await response.text()).not.toContain("<html><html>");
    },
  );
});

describe("listings", () => {
  test.each(["/listings/999", "/listings/x", "/listings/1e3", "/listings/-1"])("%s is not there", async (path) => {
    expect((await site.get(path)).status).toBe(404);
  });

  test("longer than a page go on", async () => {
    const ids = Array.from({ length: 70 }, (_, index) => `2607.${String(10_000 + index)}`);
    const { draft } = await preview({ text: ids.join("\n") });
    const first = await site.text((await site.post("/import", { draft, name: "Long" })).headers.get("Location") ?? "");
    const next = /href="(\/listings\/\d+\?after=\d+)"/.exec(first)?.[1] ?? "";
    expect((await site.text(next)).match(/<article/g)).toHaveLength(20);
  });
});

describe("the page of sources", () => {
  test("says how each is doing, when it is read next, and what it asks to be said", async () => {
    const schedule = [
      { name: "feed", cron: "20 0 * * *", zone: "UTC", job: "pull", payload: { source: "arxiv-feed" } },
    ];
    const sources = [
      { id: "arxiv-feed", homepage: "https://arxiv.org", acknowledgement: "Thank you to arXiv." },
    ] as const;
    await using other = await openTestSite({ settings: { schedule, sources } });
    await other.store.ingest(async (transaction) => {
      const problems = [{ where: "entry 3", message: "has no title" }];
      await transaction.setSourceProgress("arxiv-feed", {
        attemptedAt: NOW,
        outcome: "ok",
        problems,
        papersRead: 9,
        isContinued: false,
      });
    });
    const html = await other.text("/sources");
    for (const words of [
      "Read well",
      "24 Aug 2026, 12:00 UTC",
      "25 Aug 2026, 00:20 UTC",
      "Thank you to arXiv.",
      "entry 3",
      "has no title",
    ]) {
      expect(html).toContain(words);
    }
    expect(html).not.toContain("OAI-PMH");
  });

  test("lets somebody here try again what was given up", async () => {
    const { jobs } = site.store;
    await jobs.add({ name: "pull", payload: { source: "arxiv-feed" }, runAt: NOW });
    const job = await jobs.claim(NOW, 1_000);
    if (!job) throw new Error("the job was not there");
    await jobs.bury(job, NOW, "arXiv answered 503");
    expect(await site.text("/sources")).toContain("arXiv answered 503");
    const retried = await site.post(`/sources/jobs/${job.id}/retry`, {});
    expect([retried.status, retried.headers.get("Location")]).toEqual([303, "/sources#jobs"]);
    expect((await jobs.due(10)).map(({ id }) => id)).toContain(job.id);
    expect((await site.post(`/sources/jobs/${job.id}/retry`, {})).status).toBe(404);
  });
});
