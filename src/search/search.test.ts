import { describe, expect, test } from "vitest";
import { join } from "node:path";
import { aSighting, anAbstract } from "../../test/make.ts";
import { temporaryFolder } from "../../test/temporary-folder.ts";
import { saveSightings } from "../ingest/save-sightings.ts";
import { systemClock } from "../lib/clock.ts";
import { silentLog } from "../lib/log.ts";
import { openStore } from "../store/open.ts";
import type { Store } from "../store/store.ts";
import type { Sighting } from "../domain/sighting.ts";
import { startPaperIndex } from "./paper-index.ts";
import { search } from "./search.ts";
import type { SearchRequest } from "./search-request.ts";

const papers = [
  aSighting({
    ids: ["2501.00001"],
    title: "Sparse attention for long documents",
    authors: ["Ada Example"],
    abstract: anAbstract(1),
  }),
  aSighting({
    ids: ["2501.00002"],
    title: "Diffusion models for protein design",
    authors: ["Bo Sample"],
    abstract: "Attention is discussed once, among sparse other matters.",
  }),
  aSighting({ ids: ["math/0611800"], title: "On cores of graphs", authors: ["Cy Attention"], abstract: anAbstract(3) }),
];

async function aSite(sightings: readonly Sighting[] = papers) {
  const folder = await temporaryFolder();
  const databaseFile = join(folder.path, "broadsheet.db");
  const store = await openStore(databaseFile);
  const save = async (more: readonly Sighting[]) =>
    await store.ingest(async (transaction) => await saveSightings(transaction, more, 1));
  await save(sightings);
  const index = startPaperIndex({
    databaseFile,
    indexFolder: join(folder.path, "index"),
    log: silentLog,
    lastChange: async () => await store.papers.lastChange(),
  });
  await index.caughtUp();
  return {
    store,
    index,
    save,
    ask: async (question: string, request: Omit<SearchRequest, "question"> = {}) =>
      await search({ store, index, clock: systemClock }, { ...request, question }),
    find: async (question: string, range = { offset: 0, limit: 10 }) => {
      const { limit } = range;
      const { total, results } = await search(
        { store, index, clock: systemClock },
        { question, limit, page: 1 + range.offset / limit },
      );
      return { total, ids: results.map(({ stored }) => stored.paper.id) };
    },
    async [Symbol.asyncDispose]() {
      await index[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

describe("search", () => {
  test("ranks papers by their words, titles before abstracts", async () => {
    await using site = await aSite();
    expect((await site.find("sparse attention")).ids.slice(0, 2)).toEqual(["2501.00001", "2501.00002"]);
  });

  test.each([
    "2501.00002",
    "arXiv:2501.00002v3",
    "https://arxiv.org/pdf/2501.00002",
    "10.48550/arXiv.2501.00002",
    "2501.00002v1",
  ])("puts the paper called %s first", async (name) => {
    await using site = await aSite();
    expect((await site.find(name)).ids[0]).toBe("2501.00002");
  });

  test("puts an exact title first, whatever its case", async () => {
    await using site = await aSite([...papers, aSighting({ title: "On cores", ids: ["2501.00009"] })]);
    expect((await site.find("ON CORES")).ids[0]).toBe("2501.00009");
  });

  test("finds an id that lost its zeros", async () => {
    await using site = await aSite();
    expect((await site.find("2501.2")).ids[0]).toBe("2501.00002");
  });

  test("finds papers by author", async () => {
    await using site = await aSite();
    expect((await site.find("Cy Attention")).ids[0]).toBe("math/0611800");
  });

  test("pages neither repeat nor skip", async () => {
    await using site = await aSite(
      Array.from({ length: 30 }, (_, number) =>
        aSighting({
          ids: [`2502.${String(number).padStart(5, "0")}`],
          title: `Attention variant number ${number} of many`,
        }),
      ),
    );
    const whole = (await site.find("attention variant", { offset: 0, limit: 30 })).ids;
    const parts = await Promise.all(
      [0, 10, 20].map(async (offset) => (await site.find("attention variant", { offset, limit: 10 })).ids),
    );
    expect(parts.flat()).toEqual(whole);
    expect(new Set(whole).size).toBe(30);
  });

  test("a paper saved later is found, one that changed is found by its new words only, one removed no more", async () => {
    await using site = await aSite();
    const later = aSighting({ sourceKey: "later", ids: ["2503.00001"], title: "Quokkas at rest in the wild" });
    const [saved] = await site.save([later]);
    await site.index.caughtUp();
    expect((await site.find("quokkas")).ids).toEqual(["2503.00001"]);
    await site.save([{ ...later, facts: { ...later.facts, title: "Wombats at rest in the wild" } }]);
    await site.index.caughtUp();
    expect((await site.find("quokkas")).ids).toEqual([]);
    expect((await site.find("wombats")).ids).toEqual(["2503.00001"]);
    await site.store.ingest(async (transaction) => await transaction.removePapers(saved ? [saved.key] : []));
    await site.index.caughtUp();
    expect((await site.find("wombats")).ids).toEqual([]);
  });

  test("odd questions are answered or refused with a reason, never more", async () => {
    await using site = await aSite();
    for (const question of [
      "",
      " ",
      "the of and",
      "\0",
      "\u202e attention",
      "🙂",
      '"unclosed',
      "a*".repeat(500),
      "-".repeat(1_999),
      "' or 1=1 --",
    ]) {
      expect((await site.find(question)).total).toBeGreaterThanOrEqual(0);
    }
    await expect(site.find("x".repeat(2_001))).rejects.toMatchObject({ name: "UserError", code: "invalid" });
  });

  test("an index that is started before there is a store finds what comes later", async () => {
    await using folder = await temporaryFolder();
    const databaseFile = join(folder.path, "broadsheet.db");
    let store: Store | undefined;
    const lastChange = async () => (await store?.papers.lastChange()) ?? 0;
    await using index = startPaperIndex({
      databaseFile,
      indexFolder: join(folder.path, "index"),
      log: silentLog,
      lastChange,
    });
    await expect(index.caughtUp()).rejects.toThrow("cannot read the papers");
    store = await openStore(databaseFile);
    await store.ingest(async (transaction) => await saveSightings(transaction, papers, 1));
    // It may just be at a try that began before the store was there.
    await expect.poll(async () => await index.caughtUp().then(() => "ready", String), { timeout: 5_000 }).toBe("ready");
    expect(await search({ store, index, clock: systemClock }, { question: "protein" })).toMatchObject({ total: 1 });
    await store[Symbol.asyncDispose]();
  });
});
