import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fakeClock } from "../../test/fake-clock.ts";
import { aDay, aSighting, anAbstract } from "../../test/make.ts";
import { openTestStore } from "../../test/test-store.ts";
import { saveSightings } from "../ingest/save-sightings.ts";
import { addDays } from "../lib/day.ts";
import type { Store } from "../store/store.ts";
import { TrendingBoard } from "./trending-board.ts";
import { guessPapers } from "./trending-guesses.ts";
import { explainPlace, loadTrending, TRENDING_WINDOWS, type TrendingQuery } from "./trending.ts";

const DAY_MS = 86_400_000;
const START = Date.parse("2026-08-10T12:00:00Z");
const FIRST = aDay("2026-08-10");

const WEEK: TrendingQuery = { window: "week", mix: 0, limit: 50 };

interface Featured {
  readonly paper: number;
  /** Days after the start. */
  readonly day: number;
  readonly votes?: number;
  readonly stars?: number;
}

const featured = ({ paper, day, votes, stars }: Featured) =>
  aSighting({
    source: "hugging-face",
    ids: [`2608.${10_000 + paper}`],
    title: `Paper ${paper} on a subject of its own`,
    abstract: anAbstract(paper),
    counts: { votes, stars },
    days: [addDays(FIRST, day)],
    kind: "featured",
  });

async function save(store: Store, at: number, ...readings: readonly Featured[]): Promise<void> {
  await store.ingest(
    async (transaction) => await saveSightings(transaction, readings.map(featured), START + at * DAY_MS),
  );
}

/** A board over a store, at noon some days after the start. */
function boardOf(store: Store, day: number) {
  const clock = fakeClock(START + day * DAY_MS);
  return { store, clock, board: new TrendingBoard({ store, clock }) };
}

const titlesOf = async (deps: ReturnType<typeof boardOf>, query: TrendingQuery): Promise<readonly string[]> =>
  (await loadTrending(deps, query)).places.map(({ paper }) => paper.title.slice(0, 7));

describe("trending papers", () => {
  test("stand by what came within the window, newest weighing most", async () => {
    await using store = await openTestStore();
    await save(
      store,
      8,
      { paper: 1, day: 0, votes: 90 },
      { paper: 2, day: 6, votes: 20 },
      { paper: 3, day: 8, votes: 11 },
    );
    const site = boardOf(store, 8);
    expect(await titlesOf(site, WEEK)).toEqual(["Paper 3", "Paper 2"]);
    expect(await titlesOf(site, { ...WEEK, window: "month" })).toEqual(["Paper 1", "Paper 2", "Paper 3"]);
    expect(await titlesOf(site, { ...WEEK, window: "today" })).toEqual(["Paper 3"]);
  });

  test("of the past trend again when their counts grow between readings", async () => {
    await using store = await openTestStore();
    await save(store, 0, { paper: 1, day: 0, votes: 5, stars: 9_000 }, { paper: 2, day: 0, votes: 8 });
    await save(store, 12, { paper: 1, day: 0, votes: 25, stars: 9_100 }, { paper: 3, day: 12, votes: 7 });
    const site = boardOf(store, 12);
    const { places, asOf } = await loadTrending(site, { ...WEEK, window: "today" });
    expect(asOf).toBe("2026-08-22");
    expect(places.map(({ paper }) => paper.id)).toEqual(["2608.10001", "2608.10003"]);
    expect(places[0]?.explanation.parts.map(({ input, amount }) => [input, amount])).toEqual([
      ["votes", 20],
      ["stars", 100],
    ]);
  });

  test("end with the last day on which anything happened, but for days that only a mistake made", async () => {
    await using store = await openTestStore();
    expect(await loadTrending(boardOf(store, 0), WEEK)).toMatchObject({ asOf: undefined, places: [], total: 0 });
    await save(store, 4, { paper: 1, day: 4, votes: 3 }, { paper: 2, day: 4_000, votes: 0 });
    const { asOf, places } = await loadTrending(boardOf(store, 6), WEEK);
    expect(asOf).toBe("2026-08-14");
    expect(places.map(({ paper }) => paper.id)).toEqual(["2608.10001"]);
  });

  test("come in pages that neither repeat nor skip, ties by identifier", async () => {
    await using store = await openTestStore();
    await save(store, 0, ...[4, 0, 3, 1, 2].map((paper) => ({ paper, day: 0, votes: paper === 2 ? 9 : 4 })));
    const site = boardOf(store, 0);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await loadTrending(site, { ...WEEK, limit: 2, after });
      expect(page.places.map(({ rank }) => rank)).toEqual(page.places.map((_, index) => seen.length + index + 1));
      seen.push(...page.places.map(({ paper }) => paper.id));
      after = page.next;
    } while (after !== undefined);
    expect(seen).toEqual(["2608.10002", "2608.10000", "2608.10001", "2608.10003", "2608.10004"]);
    await expect(loadTrending(site, { ...WEEK, after: "nonsense" })).rejects.toMatchObject({ code: "invalid" });
  });

  test("can be asked one by one what put them there", async () => {
    await using store = await openTestStore();
    await save(store, 0, { paper: 1, day: 0, votes: 4 });
    const stored = await store.papers.find("2608.10001");
    if (!stored) throw new Error("the paper is missing");
    const explanation = await explainPlace(boardOf(store, 0), stored.key, WEEK);
    expect(explanation).toEqual({ points: 4, parts: [{ input: "votes", amount: 4, decayed: 4, points: 4 }] });
  });

  test("leave when a paper is gone, and its place in memory is used again", async () => {
    await using store = await openTestStore();
    await save(store, 0, { paper: 1, day: 0, votes: 4 }, { paper: 2, day: 0, votes: 2 });
    const site = boardOf(store, 0);
    expect(await titlesOf(site, WEEK)).toEqual(["Paper 1", "Paper 2"]);
    const gone = await store.papers.find("2608.10001");
    await store.ingest(async (transaction) => await transaction.removePapers(gone ? [gone.key] : []));
    await save(store, 0, { paper: 3, day: 0, votes: 1 });
    expect(await titlesOf(site, WEEK)).toEqual(["Paper 2", "Paper 3"]);
  });
});

describe("a board that was kept up to date", () => {
  const step = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant("read" as const),
        paper: fc.nat(5),
        day: fc.nat(3),
        votes: fc.nat(9),
        stars: fc.nat(99),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("days pass" as const), days: fc.integer({ min: 1, max: 20 }) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("guess" as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), paper: fc.nat(5) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("look" as const) }) },
  );

  test("shows exactly what one that begins anew shows, after any history", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        await using store = await openTestStore();
        const clock = fakeClock(START);
        const kept = { store, clock, board: new TrendingBoard({ store, clock }) };
        let today = 0;
        for (const action of steps) {
          if (action.kind === "read") await save(store, today, { ...action, day: today + action.day - 2 });
          if (action.kind === "days pass") today += action.days;
          if (action.kind === "guess") await guessPapers({ store, clock });
          if (action.kind === "remove") await remove(store, action.paper);
          if (action.kind === "look") await loadTrending(kept, { window: "year", mix: 0.5, limit: 5 });
          clock.set(START + today * DAY_MS);
        }
        for (const window of TRENDING_WINDOWS) {
          const query = { window, mix: 0.25, limit: 20 };
          const anew = { ...kept, board: new TrendingBoard({ store, clock }) };
          expect(await loadTrending(kept, query)).toEqual(await loadTrending(anew, query));
        }
      }),
      { numRuns: 60 },
    );
  });

  async function remove(store: Store, paper: number): Promise<void> {
    const stored = await store.papers.find(`2608.${10_000 + paper}`);
    if (stored) await store.ingest(async (transaction) => await transaction.removePapers([stored.key]));
  }
});
