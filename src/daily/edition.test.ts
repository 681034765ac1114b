import { describe, expect, test } from "vitest";
import { fakeClock } from "../../test/fake-clock.ts";
import { aDay, aSighting } from "../../test/make.ts";
import { openTestStore } from "../../test/test-store.ts";
import { saveSightings } from "../ingest/save-sightings.ts";
import type { Store } from "../store/store.ts";
import { EditionShelf } from "./edition-shelf.ts";
import { loadEdition, newestPeriod } from "./edition.ts";
import { dayPeriod, periodOf } from "./period.ts";

const clock = fakeClock(Date.parse("2026-08-21T10:00:00Z"));
const TODAY = aDay("2026-08-21");

const siteOf = (store: Store) => ({ store, shelf: new EditionShelf(store) });

async function announce(store: Store, day: string, votes: readonly number[]): Promise<void> {
  const sightings = votes.map((count, index) =>
    aSighting({
      ids: [`2608.${day.slice(8)}${String(index).padStart(3, "0")}`],
      title: `Paper ${index} of ${day}`,
      counts: { votes: count },
      days: [day],
    }),
  );
  await store.ingest(async (transaction) => await saveSightings(transaction, sightings, 1));
}

describe("the newest edition", () => {
  test("is today's, or tomorrow's where the day has begun, but never one that only a mistaken date made", async () => {
    await using store = await openTestStore();
    await announce(store, "2062-08-21", [1]);
    expect(await newestPeriod({ store, clock })).toBeUndefined();
    await announce(store, "2026-08-20", [1]);
    expect((await newestPeriod({ store, clock }))?.name).toBe("2026-08-20");
    await announce(store, "2026-08-22", [1]);
    expect((await newestPeriod({ store, clock }))?.name).toBe("2026-08-22");
  });
});

describe("an edition's pages", () => {
  const namesOf = (papers: readonly { paper: { title: string } }[]) => papers.map(({ paper }) => paper.title);

  test.each(["votes", "newest", "guess"] as const)(
    "by %s neither repeat nor skip a paper, ties included",
    async (order) => {
      await using store = await openTestStore();
      await announce(store, "2026-08-20", [3, 3, 0, 7, 3]);
      await announce(store, "2026-08-21", [3, 0, 0]);
      const period = periodOf("week", TODAY);
      const whole = await loadEdition(siteOf(store), { period, order, limit: 50 });
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await loadEdition(siteOf(store), { period, order, limit: 3, after });
        expect(page.firstRank).toBe(seen.length + 1);
        seen.push(...namesOf(page.papers));
        after = page.next;
      } while (after !== undefined);
      expect(seen).toEqual(namesOf(whole.papers));
      expect(new Set(seen).size).toBe(8);
    },
  );

  test("go on where they were when papers come before them meanwhile", async () => {
    await using store = await openTestStore();
    await announce(store, "2026-08-21", [5, 4, 3, 2]);
    const query = { period: dayPeriod(TODAY), order: "votes", limit: 2 } as const;
    const first = await loadEdition(siteOf(store), query);
    const late = aSighting({
      ids: ["2608.90000"],
      title: "A late favourite",
      counts: { votes: 9 },
      days: ["2026-08-21"],
    });
    await store.ingest(async (transaction) => await saveSightings(transaction, [late], 2));
    const second = await loadEdition(siteOf(store), { ...query, after: first.next });
    expect(namesOf(second.papers)).toEqual(["Paper 2 of 2026-08-21", "Paper 3 of 2026-08-21"]);
  });

  test("refuse an address that was damaged", async () => {
    await using store = await openTestStore();
    const damaged = loadEdition(siteOf(store), { period: dayPeriod(TODAY), order: "votes", limit: 2, after: "WzFd" });
    await expect(damaged).rejects.toMatchObject({ name: "UserError", code: "invalid" });
  });

  test("leave revisions out, and count a paper of two days once a week", async () => {
    await using store = await openTestStore();
    const twice = aSighting({
      ids: ["2608.00001"],
      title: "Announced and then featured",
      days: ["2026-08-20", "2026-08-21"],
    });
    const revised = aSighting({
      ids: ["2501.00001"],
      title: "Revised and nothing more",
      days: ["2026-08-21"],
      kind: "replace",
    });
    await store.ingest(async (transaction) => await saveSightings(transaction, [twice, revised], 1));
    const week = await loadEdition(siteOf(store), { period: periodOf("week", TODAY), order: "votes", limit: 5 });
    expect(week.papers.map(({ paper }) => paper.id)).toEqual(["2608.00001"]);
  });
});
