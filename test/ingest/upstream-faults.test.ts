import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pullSource, type PullReport } from "../../src/ingest/pull.ts";
import { createHttpClient, type HttpClient } from "../../src/lib/http-client.ts";
import { silentLog } from "../../src/lib/log.ts";
import { unlimitedTurns } from "../../src/lib/request-turns.ts";
import { createArxivFeed, createArxivOai } from "../../src/sources/arxiv.ts";
import { createHuggingFace } from "../../src/sources/hugging-face.ts";
import type { Source } from "../../src/sources/source.ts";
import type { Store } from "../../src/store/store.ts";
import { fakeClock } from "../fake-clock.ts";
import { aDay } from "../make.ts";
import { openTestStore } from "../test-store.ts";
import { BODY_FAULTS, HEAVY_FAULTS, MEANING_FAULTS, STATUS_FAULTS } from "../upstream/fault-matrix.ts";
import { anUpstreamPaper, type UpstreamPaper } from "../upstream/paper.ts";
import { startUpstream, type Upstream } from "../upstream/upstream.ts";

const TODAY = "2026-08-20";
const NOW = Date.parse(`${TODAY}T18:00:00Z`);
const CATEGORIES = ["cs.CL", "cs.LG"];

const aPaper = (number: number): UpstreamPaper =>
  anUpstreamPaper({
    id: `2608.${String(1_000 + number * 10).padStart(5, "0")}`,
    title: `Finding number ${number} about the growth of small models`,
    abstract: `Finding ${number} is new, and unlike the ${number + 7} others it holds for ${"very ".repeat(number % 5)}small models of kind ${number * 13}.`,
    announcedOn: TODAY,
    featuredOn: [TODAY],
    votes: number,
  });
const PAPERS = Array.from({ length: 12 }, (_, number) => aPaper(number));
const EARLIER = PAPERS.slice(0, 4);

interface SourceUnderTest {
  readonly name: string;
  readonly path: string;
  readonly make: (upstream: Upstream) => Source;
}

const SOURCES: readonly SourceUnderTest[] = [
  {
    name: "arxiv-feed",
    path: "/atom",
    make: ({ origin }) => createArxivFeed({ baseUrl: `${origin}/atom`, categories: CATEGORIES }),
  },
  {
    name: "arxiv-oai",
    path: "/oai",
    make: ({ origin }) => createArxivOai({ baseUrl: `${origin}/oai`, categories: CATEGORIES }),
  },
  { name: "hugging-face", path: "/api/daily_papers", make: ({ origin }) => createHuggingFace({ baseUrl: origin }) },
];
const FAULTS = { ...STATUS_FAULTS, ...BODY_FAULTS, ...MEANING_FAULTS };

let upstream: Upstream;
let http: HttpClient & AsyncDisposable;

beforeAll(async () => {
  upstream = await startUpstream({ today: TODAY, oaiPageSize: 5 });
  http = createHttpClient({
    clock: fakeClock(NOW),
    userAgent: "Broadsheet/test",
    allowedHosts: new Set([upstream.host]),
    turns: unlimitedTurns,
    slowestMs: 500,
  });
});
afterAll(async () => {
  await http[Symbol.asyncDispose]();
  await upstream.close();
});

const signal = new AbortController().signal;

async function pull(store: Store, source: Source): Promise<PullReport> {
  const clock = fakeClock(NOW);
  return await pullSource({ store, http, clock, log: silentLog }, source, { signal });
}

async function storedIds(store: Store): Promise<readonly string[]> {
  const changes = await store.papers.changesSince(0, 1_000);
  return changes.flatMap(({ paper }) => paper?.name ?? []).sort();
}

describe.each(SOURCES)("$name, when upstream misbehaves", ({ path, make }) => {
  test.each(Object.entries(FAULTS))(
    "%s: nothing is lost or doubled, and the next run makes it good",
    async (_, fault) => {
      await using store = await openTestStore();
      const source = make(upstream);
      upstream.clearFaults();
      upstream.setPapers(EARLIER);
      await pull(store, source);
      const before = await storedIds(store);
      expect(before).toEqual(EARLIER.map(({ id }) => id));

      upstream.setPapers(PAPERS);
      upstream.fault(path, fault());
      await pull(store, source);
      expect(await storedIds(store)).toEqual(expect.arrayContaining([...before]));

      upstream.clearFaults();
      const healed = await pull(store, source);
      expect(healed.outcome).not.toBe("failed");
      expect(await storedIds(store)).toEqual(PAPERS.map(({ id }) => id));
      const titles = await Promise.all(PAPERS.map(async ({ id }) => (await store.papers.find(id))?.paper.title));
      expect(titles).toEqual(PAPERS.map(({ title }) => title));
    },
  );

  test("a failing source leaves a reason that people can read, and its last good state", async () => {
    await using store = await openTestStore();
    const source = make(upstream);
    upstream.clearFaults();
    upstream.setPapers(EARLIER);
    await pull(store, source);
    upstream.fault(path, STATUS_FAULTS["status 502"]?.() ?? ((right) => right));
    await pull(store, source);
    const state = await store.sources.state(source.about.id);
    expect(state).toMatchObject({ outcome: "failed", lastSuccessAt: NOW });
    expect(state.message).toMatch(/502.*again later/);
  });
});

/** Silence takes the client's whole minute; its own tests play that. */
const HEAVY = Object.entries(HEAVY_FAULTS).filter(([name]) => name !== "silence");

test.each(HEAVY)("a feed with %s neither fills the memory nor stops the next run", async (_, fault) => {
  await using store = await openTestStore();
  const [feed] = SOURCES;
  const source = feed?.make(upstream) ?? createHuggingFace({ baseUrl: upstream.origin });
  upstream.clearFaults();
  upstream.setPapers(PAPERS);
  upstream.fault("/atom", fault());
  const memoryBefore = process.memoryUsage.rss();
  await pull(store, source);
  expect(process.memoryUsage.rss() - memoryBefore).toBeLessThan(300 * 2 ** 20);
  upstream.clearFaults();
  await pull(store, source);
  expect(await storedIds(store)).toEqual(PAPERS.map(({ id }) => id));
});

test("the edition of the day has what arXiv announced and Hugging Face featured, once each", async () => {
  await using store = await openTestStore();
  upstream.clearFaults();
  upstream.setPapers(PAPERS);
  for (const { make } of SOURCES) await pull(store, make(upstream));
  const entries = await store.editions.entries(aDay(TODAY), aDay(TODAY));
  expect(entries.map(({ name }) => name as string).sort()).toEqual(PAPERS.map(({ id }) => id));
  const [paper] = await store.papers.load(entries.slice(0, 1).map(({ key }) => key));
  expect(new Set(paper?.paper.seenIn.map(({ source }) => source))).toEqual(
    new Set(["arxiv-feed", "arxiv-oai", "hugging-face"]),
  );
});
