import { expect, test } from "vitest";
import type { Embedder, StaticEmbedder } from "../../inference/embedder.ts";
import { paperVectors } from "./paper-vectors.ts";

const toTheRight = (texts: readonly string[]) => Promise.resolve(texts.map(() => Float32Array.of(1, 0)));
/** Papers lie to the right; titles by themselves would lie above. */
const model: StaticEmbedder = {
  space: "letters",
  dimensions: 2,
  familiarity: () => 1,
  encode: (text) => (text === "" ? undefined : Float32Array.of(0, 1)),
  embed: toTheRight,
};
const paper = { title: "Bees", abstract: "They dance." };

const place = async (embedder: Embedder, one = paper): Promise<readonly number[] | undefined> => {
  const [vector] = await paperVectors(embedder, [one]);
  return vector && [...vector];
};

test("a paper lies between its text and its title, nearer to its text", async () => {
  expect(await place(model)).toEqual([1, 0.5]);
});

test("a paper without a title lies where its text does", async () => {
  expect(await place(model, { ...paper, title: "" })).toEqual([1, 0]);
});

test("a text of unknown words lies nowhere", async () => {
  expect(await place({ ...model, embed: () => Promise.resolve([undefined]) })).toBeUndefined();
});

test("a model that reads texts as a whole is asked for one vector a paper", async () => {
  const asked: string[] = [];
  const embed = (texts: readonly string[]) => {
    asked.push(...texts);
    return toTheRight(texts);
  };
  expect(await place({ space: "remote", dimensions: 2, embed })).toEqual([1, 0]);
  expect(asked).toEqual(["Bees\nThey dance."]);
});
