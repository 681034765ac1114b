import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aDay, aSighting, anAbstract } from "../../test/make.ts";
import { openTestStore } from "../../test/test-store.ts";
import type { Sighting } from "../domain/sighting.ts";
import type { Store } from "../store/store.ts";
import { saveSightings } from "./save-sightings.ts";

const TITLE = "Learning to route tokens in sparse mixtures of experts";
const AUTHORS = ["Ada Example", "Bo Sample"];

async function save(store: Store, sightings: readonly Sighting[], now = 1): Promise<readonly string[]> {
  const saved = await store.ingest(async (transaction) => await saveSightings(transaction, sightings, now));
  return saved.map(({ fate }) => fate);
}

const fromArxiv = aSighting({
  source: "arxiv-feed",
  sourceKey: "2501.00001",
  ids: ["2501.00001"],
  title: TITLE,
  authors: AUTHORS,
  abstract: anAbstract(1),
  days: ["2025-01-06"],
});
const fromHuggingFace = aSighting({
  source: "hugging-face",
  sourceKey: "2501.00001",
  ids: ["2501.00001"],
  title: TITLE,
  counts: { votes: 12 },
  days: ["2025-01-07"],
  kind: "featured",
});
const fromBibtex = aSighting({
  title: TITLE,
  authors: ["Example, Ada", "Sample, Bo"],
  published: "2025",
  ids: ["10.1000/xyz"],
});
const fromSample = aSighting({ source: "sample", title: TITLE, summary: "Ours." });
const untitled = aSighting({ title: "We study word1x31", isTitleProvisional: true, abstract: anAbstract(1) });

describe("saving sightings", () => {
  test("arXiv, Hugging Face and a BibTeX file bring one paper with three sightings", async () => {
    await using store = await openTestStore();
    expect(await save(store, [fromArxiv])).toEqual(["new-paper"]);
    expect(await save(store, [fromHuggingFace, fromBibtex])).toEqual(["new-sighting", "new-sighting"]);
    const found = await store.papers.find("10.1000/XYZ");
    expect(found?.paper).toMatchObject({ id: "2501.00001", abstract: anAbstract(1), counts: { votes: 12 } });
    expect(found?.paper.seenIn.map(({ source }) => source).sort()).toEqual(["arxiv-feed", "hugging-face", "listing"]);
    expect(await store.papers.count()).toBe(1);
  });

  test("the order in which one work is seen makes no difference", async () => {
    const all = [fromArxiv, fromHuggingFace, fromBibtex, fromSample, untitled];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(all, { minLength: all.length }),
        fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
        async (order, cuts) => {
          // An untitled abstract meets its paper only once somebody has brought both abstract and title.
          await using store = await openTestStore();
          let batch: Sighting[] = [];
          for (const [index, sighting] of order.entries()) {
            batch.push(sighting);
            if (cuts[index] !== true) continue;
            await save(store, batch);
            batch = [];
          }
          await save(store, batch);
          expect(await store.papers.count()).toBe(1);
          const paper = (await store.papers.find("2501.00001"))?.paper;
          expect(paper).toMatchObject({
            id: "2501.00001",
            title: TITLE,
            abstract: anAbstract(1),
            counts: { votes: 12 },
          });
          expect(paper?.seenIn).toHaveLength(5);
          expect((await store.editions.entries(aDay("2025-01-01"), aDay("2025-01-31"))).map(({ day }) => day)).toEqual([
            "2025-01-07",
          ]);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("reading the same again changes nothing, and the search index hears nothing", async () => {
    await using store = await openTestStore();
    const all = [fromArxiv, fromHuggingFace, fromBibtex];
    await save(store, all);
    const change = await store.papers.lastChange();
    expect(await save(store, all, 2)).toEqual(["unchanged", "unchanged", "unchanged"]);
    expect(await store.papers.lastChange()).toBe(change);
    expect(await store.papers.count()).toBe(1);
  });

  test("a paper unchanged but featured on another day stands on that day too", async () => {
    await using store = await openTestStore();
    await save(store, [fromHuggingFace]);
    await save(store, [{ ...fromHuggingFace, appearances: [{ day: aDay("2025-01-09"), kind: "featured" }] }]);
    expect([...(await store.editions.countByDay(aDay("2025-01-01"), aDay("2025-01-31"))).keys()]).toEqual([
      "2025-01-07",
      "2025-01-09",
    ]);
  });

  test("of two announcements for one day the stronger is kept", async () => {
    await using store = await openTestStore();
    const announced = (kind: "cross" | "new" | "replace") => [
      { ...fromArxiv, appearances: [{ day: aDay("2025-01-06"), kind }] },
    ];
    for (const kind of ["replace", "new", "cross"] as const) await save(store, announced(kind));
    const found = await store.papers.find("2501.00001");
    expect((await store.papers.appearances(found?.key ?? (0 as never))).map(({ kind }) => kind)).toEqual(["new"]);
  });

  test("a day estimated from arXiv's records gives way to the day its feed announces, whichever comes first", async () => {
    const feed = fromArxiv;
    const records = aSighting({
      source: "arxiv-oai",
      sourceKey: "2501.00001",
      ids: ["2501.00001"],
      title: TITLE,
      days: ["2025-01-03"],
    });
    for (const order of [
      [feed, records],
      [records, feed],
    ]) {
      await using store = await openTestStore();
      for (const sighting of order) await save(store, [sighting]);
      const found = await store.papers.find("2501.00001");
      const days = (await store.papers.appearances(found?.key ?? (0 as never))).map(({ day }) => day);
      expect(days).toEqual(["2025-01-06"]);
    }
  });

  test("two papers that a record shows to be one are merged, and both names lead to it", async () => {
    await using store = await openTestStore();
    const preprint = aSighting({ ids: ["openreview:abcDEF123"], title: "Routing tokens, a first look at experts" });
    const listing = { digest: "d", name: "x.bib", format: "bibtex", createdAt: 1 };
    await store.ingest(async (transaction) => {
      const [saved] = await saveSightings(transaction, [preprint], 1);
      const id = await transaction.openListing(listing);
      await transaction.addListingItems(id, [{ position: 0, key: saved?.key ?? (0 as never) }]);
    });
    await save(store, [fromArxiv]);
    expect(await store.papers.count()).toBe(2);
    await save(store, [aSighting({ sourceKey: "bridge", title: TITLE, ids: ["2501.00001", "openreview:abcDEF123"] })]);
    expect(await store.papers.count()).toBe(1);
    const byOldName = await store.papers.find("openreview:abcDEF123");
    expect(byOldName?.paper.id).toBe("2501.00001");
    expect(await store.listings.papers(1, 10)).toEqual([{ position: 0, key: byOldName?.key }]);
    expect((await store.papers.events(byOldName?.key ?? (0 as never))).map(({ kind }) => kind)).toContain("merged");
  });

  test("a paper known by title takes the name of its first identifier and answers to the old one", async () => {
    await using store = await openTestStore();
    await save(store, [fromSample]);
    const [entry] = await store.papers.load(
      await store.papers.withTitleKey("learning to route tokens in sparse mixtures of experts"),
    );
    expect(entry?.paper.id).toMatch(/^p-[0-9a-f]{16}$/);
    await save(store, [fromArxiv]);
    expect((await store.papers.find(entry?.paper.id ?? ""))?.paper.id).toBe("2501.00001");
  });

  test("withdrawal, a new title and later publication are kept as history", async () => {
    await using store = await openTestStore();
    const seen = (wish: Parameters<typeof aSighting>[0]) =>
      aSighting({ source: "arxiv-oai", sourceKey: "k", ids: ["2501.00001"], title: TITLE, ...wish });
    await save(store, [seen({ versions: [{ number: 1 }] })], 1);
    await save(
      store,
      [
        seen({
          versions: [{ number: 1 }, { number: 2 }],
          title: "Routing tokens in sparse mixtures",
          journalReference: "J. Synth. 1 (2025)",
        }),
      ],
      2,
    );
    await save(
      store,
      [
        seen({
          versions: [{ number: 1 }, { number: 2 }, { number: 3, isWithdrawn: true }],
          withdrawal: { reason: "Wrong." },
        }),
      ],
      3,
    );
    const found = await store.papers.find("2501.00001");
    const events = await store.papers.events(found?.key ?? (0 as never));
    expect(events.map(({ kind, at }) => `${kind} ${at}`)).toEqual(
      expect.arrayContaining(["retitled 2", "published 2", "revised 2", "withdrawn 3"]),
    );
    expect(found?.paper.withdrawal).toEqual({ reason: "Wrong." });
  });

  test("a record that its source deletes leaves a withdrawn paper with all that was known of it", async () => {
    await using store = await openTestStore();
    const seen = (wish: Parameters<typeof aSighting>[0]) =>
      aSighting({ source: "arxiv-oai", sourceKey: "k", ids: ["2501.00001"], title: TITLE, ...wish });
    await save(store, [seen({ abstract: anAbstract(1) })], 1);
    await save(store, [seen({ title: "arXiv:2501.00001", isTitleProvisional: true, withdrawal: {} })], 2);
    expect((await store.papers.find("2501.00001"))?.paper).toMatchObject({
      title: TITLE,
      abstract: anAbstract(1),
      withdrawal: {},
    });
  });

  test("the history of votes has a point for each day on which they changed", async () => {
    await using store = await openTestStore();
    const votes = (count: number) => [
      { ...fromHuggingFace, facts: { ...fromHuggingFace.facts, counts: { votes: count } } },
    ];
    for (const [day, count] of [
      ["2025-01-07", 3],
      ["2025-01-08", 9],
      ["2025-01-09", 9],
    ] as const)
      await save(store, votes(count), Date.parse(day));
    const found = await store.papers.find("2501.00001");
    const history = await store.papers.countHistory(found?.key ?? (0 as never));
    expect(history.map(({ day, votes: count }) => [day, count])).toEqual([
      ["2025-01-07", 3],
      ["2025-01-08", 9],
    ]);
  });

  test("a batch that fails leaves nothing behind", async () => {
    await using store = await openTestStore();
    const failing = store.ingest(async (transaction) => {
      await saveSightings(transaction, [fromArxiv], 1);
      throw new Error("power cut");
    });
    await expect(failing).rejects.toThrow("power cut");
    expect(await store.papers.count()).toBe(0);
  });
});
