import { describe, expect, test } from "vitest";
import { aDay } from "../../test/make.ts";
import { openTestStore } from "../../test/test-store.ts";
import { fakeClock } from "../../test/fake-clock.ts";
import { readListing } from "../sources/listing.ts";
import { importListing, previewListing, saveListing } from "./import-listing.ts";

const clock = fakeClock(Date.parse("2026-08-21T10:00:00Z"));

const lines = (count: number, first = 0): string =>
  Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      id: `2501.${String(first + index).padStart(5, "0")}`,
      title: `Paper number ${first + index} of a long list`,
    }),
  ).join("\n");

async function* bytes(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

describe("importing a listing", () => {
  test("keeps it as a listing in its own order, with what was unreadable", async () => {
    await using store = await openTestStore();
    const report = await importListing({ store, clock }, bytes(`${lines(3)}\n{"title": \n${lines(2, 7)}\n`), {
      name: "reading.jsonl",
    });
    expect(report).toMatchObject({ format: "jsonl", found: 5, added: 5, known: 0 });
    expect(report.problems).toMatchObject([{ line: 4 }]);
    const id = report.listingId ?? 0;
    expect(await store.listings.find(id)).toMatchObject({
      name: "reading.jsonl",
      found: 5,
      added: 5,
      known: 0,
      problems: [{ line: 4 }],
    });
    const papers = await store.papers.load((await store.listings.papers(id, 10)).map(({ key }) => key));
    expect(papers.map(({ paper }) => paper.id)).toEqual([
      "2501.00000",
      "2501.00001",
      "2501.00002",
      "2501.00007",
      "2501.00008",
    ]);
  });

  test("its papers belong to no edition", async () => {
    await using store = await openTestStore();
    await importListing({ store, clock }, bytes(lines(3)), { name: "a" });
    expect(await store.editions.dayBefore(aDay("9999-12-31"))).toBeUndefined();
  });

  test("bringing it again adds nothing, makes no second listing, and keeps what it had added", async () => {
    await using store = await openTestStore();
    const bring = async () => await importListing({ store, clock }, bytes(lines(1_200)), { name: "a.jsonl" });
    const first = await bring();
    const again = await bring();
    expect(first).toMatchObject({ found: 1_200, added: 1_200, known: 0 });
    expect(again).toMatchObject({ found: 1_200, added: 0, known: 1_200, listingId: first.listingId });
    expect(await store.listings.newest(10)).toMatchObject([{ found: 1_200, added: 1_200, known: 0 }]);
    expect(await store.papers.count()).toBe(1_200);
  });

  test("stopped in the middle, it keeps what was saved and goes on from there", async () => {
    await using store = await openTestStore();
    const stop = new AbortController();
    const options = { name: "a.jsonl", signal: stop.signal, onProgress: () => stop.abort(new Error("enough")) };
    await expect(importListing({ store, clock }, bytes(lines(1_200)), options)).rejects.toThrow("enough");
    expect(await store.papers.count()).toBe(200);
    const report = await importListing({ store, clock }, bytes(lines(1_200)), { name: "a.jsonl" });
    expect(report).toMatchObject({ found: 1_200, added: 1_000, known: 200, listingId: 1 });
    expect(await store.listings.find(1)).toMatchObject({ found: 1_200, added: 1_200, known: 0 });
  });

  test("brought again shorter, it still tells of all the papers on its page", async () => {
    await using store = await openTestStore();
    for (const count of [1_200, 700]) await importListing({ store, clock }, bytes(lines(count)), { name: "a.jsonl" });
    expect(await store.listings.papers(1, 2_000)).toHaveLength(1_200);
    expect(await store.listings.find(1)).toMatchObject({ found: 1_200, added: 1_200, known: 0 });
  });

  test("nothing readable is no listing, and says what is understood", async () => {
    await using store = await openTestStore();
    const report = await importListing({ store, clock }, bytes("\u0001\u0002 nothing here"), { name: "noise" });
    expect(report).toMatchObject({ found: 0, listingId: undefined });
    expect(report.problems[0]?.message).toMatch(/BibTeX/);
  });
});

describe("previewing a listing", () => {
  test("says what is new and what is known, and saves nothing", async () => {
    await using store = await openTestStore();
    await importListing({ store, clock }, bytes(lines(2)), { name: "a" });
    const preview = await previewListing({ store, clock }, await readListing(lines(4)));
    expect(preview).toMatchObject({ format: "jsonl", found: 4, added: 2, known: 2, problems: [] });
    expect(preview.papers.map(({ isKnown }) => isKnown)).toEqual([true, true, false, false]);
    expect(await store.papers.count()).toBe(2);
    expect(await store.listings.newest(10)).toHaveLength(1);
  });
});

describe("saving a listing that was read before", () => {
  test("is the same as reading and saving it", async () => {
    await using store = await openTestStore();
    const listing = await readListing(lines(450));
    const saved = await saveListing({ store, clock }, listing, { name: "a.jsonl" });
    expect(saved).toMatchObject({ found: 450, added: 450, known: 0 });
    const again = await importListing({ store, clock }, bytes(lines(450)), { name: "a.jsonl" });
    expect(again).toMatchObject({ added: 0, known: 450, listingId: saved.listingId });
  });
});
