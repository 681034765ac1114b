import { beforeAll, describe, expect, test } from "vitest";
import { madePapers, streamOf } from "../../test/inference/made-papers.ts";
import { baseTokens } from "../lib/analysis.ts";
import { UserError } from "../lib/errors.ts";
import { adaptModel, type Adaptation } from "./adapt-model.ts";
import { isHeldOutLocally, rankTitles } from "./training/held-out.ts";
import { StaticModel } from "./static-model.ts";
import { trainModel } from "./train-model.ts";

const settings = { words: 2_000, wordPairs: 100, dimensions: 64, prefixes: [64], pairsInBatch: 64, rounds: 8 };
const known = madePapers(600);
/** Other topics, in words that the model has never seen. */
const foreign = madePapers(600, { field: 1 });

let model: StaticModel;
let adaptation: Adaptation;
let adapted: StaticModel;
beforeAll(async () => {
  model = new StaticModel(await trainModel(streamOf(known), { name: "first", settings }), "first");
  adaptation = await adaptModel(model, streamOf(foreign));
  adapted = new StaticModel(adaptation.file, "adapted");
});

describe("a model adapted to papers of another field", () => {
  test("finds held-out papers of that field that it did not find before", () => {
    expect(adaptation.isBetter).toBe(true);
    expect(adaptation.after).toBeGreaterThan(adaptation.before * 2);
    expect(adaptation.heldOutPapers + adaptation.papers).toBe(foreign.length);
  });

  test("has the words of the field, and knows them", () => {
    expect(adaptation.addedWords).toBeGreaterThan(300);
    const { title } = foreign[0] ?? { title: "" };
    expect(model.familiarity(title)).toBeLessThan(0.2);
    expect(adapted.familiarity(title)).toBeGreaterThan(model.familiarity(title));
  });

  test("hardly moves what it knew", () => {
    const cosines = known.map(({ abstract }) => {
      const [before, after] = [model.encode(abstract), adapted.encode(abstract)];
      return before && after ? before.reduce((sum, x, at) => sum + x * (after[at] ?? 0), 0) : 0;
    });
    expect(Math.min(...cosines)).toBeGreaterThan(0.9);
    expect(rankTitles(adapted, known.slice(0, 200))).toBeGreaterThan(rankTitles(model, known.slice(0, 200)) - 0.05);
  });

  test("says what it was made from", () => {
    const { file: _, isBetter: __, ...card } = adaptation;
    expect(adapted.card.adaptation).toEqual(card);
    expect(card.from).toBe(model.space);
    expect(adapted.space).not.toBe(model.space);
  });

  test("is the same for the same papers", async () => {
    const again = await adaptModel(model, streamOf(foreign));
    expect(Buffer.compare(again.file, adaptation.file)).toBe(0);
  });
});

test("words of a small collection count as often as they were seen", async () => {
  const few = madePapers(250, { field: 1 });
  const { vocabulary, frequencies } = new StaticModel((await adaptModel(model, streamOf(few))).file, "x").parts;
  const word = vocabulary.words[model.parts.vocabulary.words.length] ?? "";
  const learnt = few.filter(({ title }) => !isHeldOutLocally(title));
  const having = learnt.filter(({ title, abstract }) => baseTokens(`${title} ${abstract}`).includes(word));
  expect(having.length).toBeGreaterThan(3);
  expect(frequencies[model.parts.vocabulary.words.length]).toBe(having.length);
});

test("a stronger anchor moves known texts less", async () => {
  const text = model.parts.vocabulary.words.slice(0, 60).join(" ");
  const movedBy = async (anchor: number): Promise<number> => {
    const { file } = await adaptModel(model, streamOf(madePapers(300, { seed: 9, topics: 3 })), { anchor });
    const [before, after] = [model.encode(text), new StaticModel(file, "x").encode(text)];
    return Math.hypot(...(before ?? []).map((x, at) => x - (after?.[at] ?? 0)));
  };
  expect(await movedBy(1_000)).toBeLessThan((await movedBy(0)) * 0.5);
});

test("too few papers are told, not learned from", async () => {
  await expect(adaptModel(model, streamOf(foreign.slice(0, 50)))).rejects.toThrow(UserError);
});

test("adapting stops when it is told to", async () => {
  const stop = new AbortController();
  const onProgress = (): void => stop.abort(new Error("enough"));
  await expect(adaptModel(model, streamOf(foreign), { signal: stop.signal, onProgress })).rejects.toThrow("enough");
});
