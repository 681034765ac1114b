import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aSighting } from "../../test/make.ts";
import { temporaryFolder } from "../../test/temporary-folder.ts";
import { saveSightings } from "../ingest/save-sightings.ts";
import { systemClock } from "../lib/clock.ts";
import { silentLog } from "../lib/log.ts";
import { openStore } from "../store/open.ts";
import type { PaperKey, Store } from "../store/store.ts";
import { startPaperIndex, type PaperIndex } from "./paper-index.ts";
import { search } from "./search.ts";
import type { SearchPage } from "./search-page.ts";
import type { SearchRequest } from "./search-request.ts";
import { similarPapers } from "./similar-papers.ts";
import { suggest } from "./suggest.ts";

const papers = [
  aSighting({
    ids: ["2401.00001"],
    title: "Sparse attention for long documents",
    authors: ["Ada Example", "Bo Sample"],
    abstract: "Attention over long documents is slow. We propose sparse attention kernels for transformers.",
    published: "2024-01-05",
    categories: ["cs.CL", "cs.LG"],
    venue: "NeurIPS 2024",
    links: { code: "https://example.org/code" },
  }),
  aSighting({
    ids: ["2503.00002"],
    title: "Transformers with sparse kernels",
    authors: ["Cy Müller"],
    abstract: "Sparse attention kernels make transformers fast on long documents.",
    published: "2025-03-01",
    categories: ["cs.LG"],
  }),
  aSighting({
    ids: ["2301.00003"],
    title: "On cores of graphs",
    authors: ["Ada Example"],
    abstract: "Every graph has a core. We count homomorphisms between graphs.",
    published: "2023-01-09",
    categories: ["math.CO"],
  }),
];

let store: Store;
let index: PaperIndex;
const open = new AsyncDisposableStack();

beforeAll(async () => {
  const folder = open.use(await temporaryFolder());
  const databaseFile = join(folder.path, "broadsheet.db");
  store = open.use(await openStore(databaseFile));
  await store.ingest(async (transaction) => await saveSightings(transaction, papers, 1));
  const lastChange = async (): Promise<number> => await store.papers.lastChange();
  index = open.use(
    startPaperIndex({ databaseFile, indexFolder: join(folder.path, "index"), log: silentLog, lastChange }),
  );
  await index.caughtUp();
});
afterAll(async () => await open.disposeAsync());

const ask = async (question: string, request: Omit<SearchRequest, "question"> = {}): Promise<SearchPage> =>
  await search({ store, index, clock: systemClock }, { mode: "words", ...request, question });
const idsOf = ({ results }: SearchPage): readonly string[] => results.map(({ stored }) => stored.paper.id);

describe("a question", () => {
  test.each<[what: string, question: string, ids: readonly string[]]>([
    ["by category", "cat:cs.LG", ["2503.00002", "2401.00001"]],
    ["by archive", "cat:math", ["2301.00003"]],
    ["by venue", "venue:neurips", ["2401.00001"]],
    ["by code", "has:code", ["2401.00001"]],
    ["by dates", "after:2024-01-05 before:2025-03-01", ["2401.00001"]],
    ["by years", "year:2023..2024", ["2401.00001", "2301.00003"]],
    ["by author, without accents", "author:muller", ["2503.00002"]],
    ["by a phrase", '"long documents" -"slow"', ["2503.00002"]],
    ["by identifiers alone", "id:2301.00003 id:2401.00001", ["2301.00003", "2401.00001"]],
  ])("%s finds what passes, the newest first", async (_what, question, ids) => {
    expect(idsOf(await ask(question))).toEqual(ids);
  });

  test("may be sorted by date, and be narrowed by facets, which are counted", async () => {
    const page = await ask("sparse kernels", { sort: "oldest", hasFacets: true });
    expect(idsOf(page)).toEqual(["2401.00001", "2503.00002"]);
    expect(page.facets.year).toEqual([
      { value: "2024", count: 1 },
      { value: "2025", count: 1 },
    ]);
    expect(page.facets.has).toEqual([{ value: "code", count: 1 }]);
    expect(idsOf(await ask("sparse kernels", { filters: { year: ["2025"] } }))).toEqual(["2503.00002"]);
  });

  test("says of each paper why it is there", async () => {
    const { results } = await ask("sparse attention cat:cs");
    expect(results[0]?.reasons).toEqual([
      { kind: "words", words: ["sparse", "attention"] },
      { kind: "filters", filters: ["cat:cs"] },
    ]);
  });

  test("that finds nothing is told what to leave out", async () => {
    const { total, loosenings } = await ask("sparse year:2023 has:code");
    expect(total).toBe(0);
    expect(loosenings).toEqual([
      { without: "year:2023", question: "sparse has:code", filters: {}, total: 1, isTotalExact: true },
    ]);
  });

  test("with misspelt words finds what was meant, and says so", async () => {
    await expect
      .poll(async () => (await ask("transfomers")).corrections)
      .toEqual([{ from: "transfomers", to: "transformers" }]);
    const page = await ask("transfomers on grahps");
    expect(page.didYouMean).toBe("transformers on graphs");
    expect(page.total).toBe(3);
  });

  test("that is not understood is searched as words, with a problem", async () => {
    const { problems, results } = await ask("year:sparse");
    expect(problems).toHaveLength(1);
    expect(results).toHaveLength(2);
  });
});

test("suggestions are papers, authors and categories", async () => {
  await expect.poll(async () => (await suggest({ store, index }, "spars")).length).toBe(2);
  expect(await suggest({ store, index }, "mull")).toEqual([{ kind: "author", name: "Cy Müller", papers: 1 }]);
  expect(await suggest({ store, index }, "computation and lang")).toEqual([
    { kind: "category", category: "cs.CL", name: "Computation and Language" },
  ]);
  expect(await suggest({ store, index }, "x".repeat(5_000))).toEqual([]);
});

describe("similar papers", () => {
  const keyOf = async (id: string): Promise<PaperKey> => (await store.papers.find(id))?.key ?? (0 as PaperKey);

  test("are like the paper, which is not among them", async () => {
    const found = await similarPapers({ store, index }, await keyOf("2401.00001"), { limit: 5 });
    expect(found[0]?.stored.paper.id).toBe("2503.00002");
    expect(found.map(({ stored }) => stored.paper.id)).not.toContain("2401.00001");
    expect(found[0]?.words).toContain("sparse");
  });

  test("of a text leave out the work that it is of", async () => {
    const text = "Transformers with sparse kernels\nSparse attention kernels make transformers fast.";
    const found = await similarPapers({ store, index }, text, { limit: 5, facet: "method" });
    expect(found.map(({ stored }) => stored.paper.id)[0]).toBe("2401.00001");
    await expect(similarPapers({ store, index }, "x".repeat(20_001), { limit: 5 })).rejects.toThrow(/20,000/);
    expect(await similarPapers({ store, index }, " ", { limit: 5 })).toEqual([]);
  });
});
