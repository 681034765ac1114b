import { expect, test } from "vitest";
import { fakeClock } from "../../test/fake-clock.ts";
import { aSighting } from "../../test/make.ts";
import { openTestStore } from "../../test/test-store.ts";
import { Unavailable } from "../lib/errors.ts";
import { silentLog } from "../lib/log.ts";
import type { PullBatch, Source } from "../sources/source.ts";
import type { Store } from "../store/store.ts";
import { pullSource } from "./pull.ts";

const http = { get: async () => await Promise.reject(new Error("nothing is read in this test")) };
const about = { id: "arxiv-feed", homepage: "https://example.org" } as const;

function aSource(batches: readonly PullBatch[], failure?: Error): Source {
  return {
    about,
    async *pull() {
      await Promise.resolve();
      yield* batches;
      if (failure) throw failure;
    },
  };
}

const aBatch = (page: number, count: number): PullBatch => ({
  sightings: Array.from({ length: count }, (_, index) => {
    const id = `25${String(page).padStart(2, "0")}.${String(index).padStart(5, "0")}`;
    return aSighting({ source: "arxiv-feed", sourceKey: id, ids: [id], title: `Paper ${index} of page ${page}` });
  }),
  problems: [{ line: page, message: "unreadable" }],
  cursor: { page },
});

const pull = async (store: Store, source: Source, signal = new AbortController().signal) =>
  await pullSource({ store, http, clock: fakeClock(1_000), log: silentLog }, source, { signal });

test("a pull that breaks off keeps what was saved, and its cursor leads there", async () => {
  await using store = await openTestStore();
  const report = await pull(store, aSource([aBatch(1, 250), aBatch(2, 3)], new Unavailable("arXiv", "arXiv is away.")));
  expect(report).toMatchObject({ outcome: "failed", read: 253, added: 253, message: "arXiv is away." });
  expect(await store.papers.count()).toBe(253);
  expect(await store.sources.state("arxiv-feed")).toMatchObject({
    cursor: { page: 2 },
    papersRead: 253,
    problems: [{ line: 1 }, { line: 2 }],
  });
});

test("a pull that fails at once shows no problems of the pull before", async () => {
  await using store = await openTestStore();
  await pull(store, aSource([aBatch(1, 1)]));
  await pull(store, aSource([], new Unavailable("arXiv", "arXiv is away.", { retryAfterMs: 60_000 })));
  expect(await store.sources.state("arxiv-feed")).toMatchObject({
    outcome: "throttled",
    cursor: { page: 1 },
    problems: [],
  });
});

test("a batch that cannot be saved whole leaves the cursor before it", async () => {
  await using store = await openTestStore();
  await pull(store, aSource([aBatch(1, 1)]));
  let ingests = 0;
  const ingest: Store["ingest"] = async (work) => {
    ingests += 1;
    if (ingests === 3) throw new Error("power cut");
    return await store.ingest(work);
  };
  const failing = { papers: store.papers, sources: store.sources, ingest } as Store;
  await pull(failing, aSource([aBatch(2, 250)]));
  expect((await store.sources.state("arxiv-feed")).cursor).toEqual({ page: 1 });
  expect(await store.papers.count()).toBe(201);
  await pull(store, aSource([aBatch(2, 250)]));
  expect(await store.papers.count()).toBe(251);
});
