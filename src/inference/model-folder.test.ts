import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { madePapers, streamOf } from "../../test/inference/made-papers.ts";
import { temporaryFolder } from "../../test/temporary-folder.ts";
import { adaptModel } from "./adapt-model.ts";
import { ModelFolder } from "./model-folder.ts";
import { StaticModel } from "./static-model.ts";
import { trainModel } from "./train-model.ts";

const settings = { words: 800, wordPairs: 50, dimensions: 64, prefixes: [64], pairsInBatch: 64, rounds: 1 };
const train = async (seed: number): Promise<StaticModel> =>
  new StaticModel(
    await trainModel(streamOf(madePapers(300)), { name: "built in", settings: { ...settings, seed } }),
    "x",
  );

let builtIn: StaticModel;
let adapted: Uint8Array;
let adaptedOtherwise: Uint8Array;
beforeAll(async () => {
  builtIn = await train(1);
  adapted = (await adaptModel(builtIn, streamOf(madePapers(300, { field: 1 })))).file;
  adaptedOtherwise = (await adaptModel(builtIn, streamOf(madePapers(300, { field: 2 })))).file;
});

const spaceOf = (file: Uint8Array): string => new StaticModel(file, "x").space;

describe("a folder of adapted models", () => {
  test("without one has the built-in model", async () => {
    await using place = await temporaryFolder();
    const folder = new ModelFolder(join(place.path, "model"), builtIn);
    expect(await folder.load()).toEqual({ model: builtIn, adaptedAtMs: undefined });
    expect(await folder.undo()).toBe(false);
  });

  test("has the last one saved, and goes back one by one", async () => {
    await using place = await temporaryFolder();
    const folder = new ModelFolder(join(place.path, "model"), builtIn);
    await folder.save(adapted);
    await folder.save(adaptedOtherwise);
    const { model, adaptedAtMs } = await folder.load();
    expect(model.space).toBe(spaceOf(adaptedOtherwise));
    expect(adaptedAtMs).toBeGreaterThan(0);
    expect(await folder.undo()).toBe(true);
    expect((await folder.load()).model.space).toBe(spaceOf(adapted));
    expect(await folder.undo()).toBe(true);
    expect((await folder.load()).model).toBe(builtIn);
    expect(await readdir(join(place.path, "model"))).toEqual([]);
  });

  test("does not use one that is damaged, and says so", async () => {
    await using place = await temporaryFolder();
    await writeFile(join(place.path, "adapted.model"), adapted.subarray(0, 5_000));
    const { model, problem } = await new ModelFolder(place.path, builtIn).load();
    expect(model).toBe(builtIn);
    expect(problem).toMatch(/adapted.model cannot be used/);
  });

  test("does not use one that was made from another model", async () => {
    await using place = await temporaryFolder();
    await new ModelFolder(place.path, builtIn).save(adapted);
    const later = await train(2);
    const { model, problem } = await new ModelFolder(place.path, later).load();
    expect(model).toBe(later);
    expect(problem).toMatch(/older model/);
  });
});
