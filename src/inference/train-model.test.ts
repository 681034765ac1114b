import { describe, expect, test } from "vitest";
import { madePapers, streamOf } from "../../test/inference/made-papers.ts";
import { STOP_WORDS } from "../lib/analysis.ts";
import { UserError } from "../lib/errors.ts";
import { StaticModel } from "./static-model.ts";
import { trainModel, type TrainingOptions, type TrainingSettings } from "./train-model.ts";

const SMALL: Partial<TrainingSettings> = {
  words: 2_000,
  wordPairs: 200,
  dimensions: 32,
  prefixes: [16, 32],
  pairsInBatch: 64,
  warmUpSteps: 5,
};
const papers = madePapers(800);

const train = async (settings: Partial<TrainingSettings> = {}, options: Partial<TrainingOptions> = {}) =>
  await trainModel(streamOf(papers), { name: "small", settings: { ...SMALL, ...settings }, ...options });

const similarity = (model: StaticModel, a: string, b: string): number => {
  const [x, y] = [model.encode(a), model.encode(b)];
  return x && y ? x.reduce((sum, number, at) => sum + number * (y[at] ?? 0), 0) : 0;
};

describe("a trained model", () => {
  test("is the same for the same seed, and another for another", async () => {
    const [first, again, other] = [await train(), await train(), await train({ seed: 2 })];
    expect(Buffer.compare(first, again)).toBe(0);
    expect(new StaticModel(other, "other").space).not.toBe(new StaticModel(first, "first").space);
  });

  test("puts papers of one topic nearer to each other than to others", async () => {
    const model = new StaticModel(await train(), "small");
    const [first, sameTopic, otherTopic] = [papers[0], papers[20], papers[7]].map((paper) => paper?.abstract ?? "");
    const near = similarity(model, first ?? "", sameTopic ?? "");
    expect(near).toBeGreaterThan(similarity(model, first ?? "", otherTopic ?? "") + 0.3);
  });

  test("learns more in more rounds", async () => {
    const { card } = new StaticModel(await train({ rounds: 6 }), "small");
    expect(card.losses).toHaveLength(6);
    expect(card.losses[5]?.["halves"]).toBeLessThan((card.losses[0]?.["halves"] ?? 0) * 0.8);
  });

  test("says in its card what it was made of", async () => {
    const { card } = new StaticModel(await train({ seed: 5 }), "small");
    expect(card).toMatchObject({ name: "small", seed: 5, settings: { words: 2_000, pairsInBatch: 64 } });
    expect(card.papers + card.heldOut.papers).toBe(papers.length);
  });

  test("knows pairs of words, but none with a stop word", async () => {
    const text =
      "deep graph of networks learn with deep graph models and graph of trees in a forest of many trees again ".repeat(
        2,
      );
    const file = await trainModel(
      streamOf(Array.from({ length: 70 }, (_, n) => ({ title: `t${n}`, abstract: text }))),
      {
        name: "pairs",
        settings: SMALL,
      },
    );
    const { vocabulary } = new StaticModel(file, "pairs").parts;
    const rowOf = (word: string): number => vocabulary.rowOf(word) ?? -1;
    expect(vocabulary.rowOfPair(rowOf("deep"), rowOf("graph"))).toBeDefined();
    expect(STOP_WORDS.has("of") && vocabulary.rowOfPair(rowOf("graph"), rowOf("of"))).toBeUndefined();
  });
});

test("too few papers are told, not trained on", async () => {
  const attempt = trainModel(streamOf(papers.slice(0, 30)), { name: "few", settings: SMALL });
  await expect(attempt).rejects.toThrow(UserError);
  await expect(attempt).rejects.toThrow(/at least 64 papers/);
});

test("training stops when it is told to", async () => {
  const stop = new AbortController();
  const steps: number[] = [];
  const attempt = train(
    {},
    {
      signal: stop.signal,
      onProgress: (progress) => {
        if (progress.stage === "training" && steps.push(progress.done) === 3) stop.abort(new Error("enough"));
      },
    },
  );
  await expect(attempt).rejects.toThrow("enough");
  expect(steps).toEqual([1, 2, 3]);
});
