import { statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fakeClock } from "../../test/fake-clock.ts";
import { aDay, aSighting, anAbstract } from "../../test/make.ts";
import { openTestStore } from "../../test/test-store.ts";
import { loadBuiltInModel } from "../inference/built-in-model.ts";
import type { Embedder } from "../inference/embedder.ts";
import { saveSightings } from "../ingest/save-sightings.ts";
import { addDays } from "../lib/day.ts";
import { CONTENT_TRAITS } from "../ranking/traits.ts";
import type { Store } from "../store/store.ts";
import { retrainPrior } from "./retrain-prior.ts";
import { guessPapers } from "./trending-guesses.ts";
import { presentPrior, readBuiltInPrior } from "./trending-prior.ts";

const NOW = Date.parse("2026-08-21T12:00:00Z");
const clock = fakeClock(NOW);

/** Vectors of the space that the prior was trained in. */
const embedder: Embedder = {
  space: readBuiltInPrior().words?.space ?? "",
  dimensions: loadBuiltInModel().dimensions,
  embed: async (texts) => await loadBuiltInModel().embed(texts),
};

describe("the prior that ships", () => {
  const prior = readBuiltInPrior();

  test("reads the words with the model that ships; another model needs another training (decision 0016)", () => {
    expect(prior.words?.space).toBe(loadBuiltInModel().space);
  });

  test("goes by content alone", () => {
    expect(prior.traits.map(({ trait }) => trait)).toEqual(CONTENT_TRAITS);
  });

  test("was better than chance and newest first on days it had not seen, and is small", () => {
    const orders = prior.measured?.orders;
    for (const plain of ["random", "newest"]) {
      expect(orders?.["prior"]?.ndcg).toBeGreaterThan((orders?.[plain]?.ndcg ?? 1) + 0.05);
      expect(orders?.["prior"]?.spearman).toBeGreaterThan((orders?.[plain]?.spearman ?? 1) + 0.05);
    }
    expect((prior.measured?.from ?? "") > prior.trainedOn.to).toBe(true);
    expect(statSync(new URL("prior/built-in.json", import.meta.url)).size).toBeLessThan(100_000);
  });
});

async function feature(
  store: Store,
  count: number,
  votesOf: (index: number, hasCode: boolean) => number,
): Promise<void> {
  const sightings = Array.from({ length: count }, (_, index) => {
    const hasCode = index % 3 === 0;
    return aSighting({
      source: "hugging-face",
      ids: [`26${String(1 + (index % 7)).padStart(2, "0")}.${10_000 + index}`],
      title: `Paper ${index} on a subject of its own`,
      abstract: anAbstract(index),
      links: hasCode ? { code: `https://example.org/${index}` } : {},
      counts: { votes: votesOf(index, hasCode) },
      days: [addDays(aDay("2026-08-18"), -(index % 59))],
      kind: "featured",
    });
  });
  await store.ingest(async (transaction) => await saveSightings(transaction, sightings, NOW));
}

describe("guessing", () => {
  test("is done once for each paper, again when the paper changes, and again with another prior", async () => {
    await using store = await openTestStore();
    await feature(store, 30, () => 3);
    expect(await guessPapers({ store, clock })).toBe(30);
    expect(await guessPapers({ store, clock })).toBe(0);
    await feature(store, 2, () => 4);
    expect(await guessPapers({ store, clock })).toBe(2);
    expect(await guessPapers({ store, clock, embedder })).toBe(30);
  });

  test("tells its reasons, which with the average add up to the guess", async () => {
    await using store = await openTestStore();
    await feature(store, 1, () => 3);
    await guessPapers({ store, clock, embedder });
    const stored = await store.papers.find("2601.10000");
    const guess = stored && (await store.trending.guesses([stored.key])).get(stored.key);
    const sum = guess?.reasons.reduce((total, { votes }) => total + votes, readBuiltInPrior().average) ?? Number.NaN;
    expect(guess?.votes).toBeCloseTo(Math.max(0, sum), 0);
    expect(guess?.reasons.map(({ trait }) => trait)).toContain("words");
  });

  test("stops when told to, and goes on later", async () => {
    await using store = await openTestStore();
    await feature(store, 5, () => 3);
    await expect(guessPapers({ store, clock }, AbortSignal.abort(new Error("stopping")))).rejects.toThrow("stopping");
    expect(await guessPapers({ store, clock })).toBe(5);
  });

  test("leaves papers alone that were last news more than a year ago", async () => {
    await using store = await openTestStore();
    const old = aSighting({ ids: ["2401.00001"], title: "An old one among the papers", days: ["2024-01-05"] });
    await store.ingest(async (transaction) => await saveSightings(transaction, [old], NOW));
    await feature(store, 1, () => 3);
    expect(await guessPapers({ store, clock })).toBe(1);
  });
});

describe("training on the store's own editions", () => {
  test("waits until there are enough papers", async () => {
    await using store = await openTestStore();
    await feature(store, 20, () => 3);
    expect(await retrainPrior({ store, clock })).toMatchObject({ outcome: "too few papers", papers: 20 });
  });

  test("is adopted where it does better than what ships, and the guesses follow", async () => {
    await using store = await openTestStore();
    // Here code is frowned upon, which the prior that ships cannot know.
    await feature(store, 600, (index, hasCode) => (hasCode ? 0 : 20) + (index % 5));
    const { outcome, prior } = await retrainPrior({ store, clock });
    expect(outcome).toBe("adopted");
    expect((await presentPrior({ store })).name).toBe(prior?.name);
    expect(prior?.traits.find(({ trait }) => trait === "code")?.votes).toBeLessThan(-3);
    expect(prior?.measured?.days).toBe(28);
    expect(await retrainPrior({ store, clock })).toMatchObject({ outcome: "no better" });
  });

  test("is left where it does no better", async () => {
    await using store = await openTestStore();
    await feature(store, 520, (_index, hasCode) => (hasCode ? 30 : 2));
    expect(await retrainPrior({ store, clock })).toMatchObject({ outcome: "no better" });
    expect((await presentPrior({ store })).name).toBe(readBuiltInPrior().name);
  });
});
