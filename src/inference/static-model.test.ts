import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { madePapers, streamOf } from "../../test/inference/made-papers.ts";
import { baseTokens } from "../lib/analysis.ts";
import { restoreRows } from "./static/quantise.ts";
import { StaticModel } from "./static-model.ts";
import { trainModel } from "./train-model.ts";

const papers = madePapers(400);

const fileOf = async (bits: 4 | 8): Promise<Uint8Array> =>
  await trainModel(streamOf(papers), {
    name: "small",
    settings: { bits, words: 1_000, wordPairs: 300, dimensions: 32, prefixes: [32], pairsInBatch: 64, rounds: 1 },
  });

let files: Readonly<Record<4 | 8, Uint8Array>>;
beforeAll(async () => {
  files = { 4: await fileOf(4), 8: await fileOf(8) };
});

/** The sum written out, in 64 bits. */
function plainEncode({ parts, dimensions }: StaticModel, text: string): readonly number[] | undefined {
  const vectors = restoreRows(parts, dimensions, parts.bits);
  const counts = new Map<number, number>();
  const rows = baseTokens(text).map((word) => parts.vocabulary.rowOf(word));
  for (const [at, row] of rows.entries()) {
    const before = at === 0 ? undefined : rows[at - 1];
    const pair = row === undefined || before === undefined ? undefined : parts.vocabulary.rowOfPair(before, row);
    for (const found of [row, pair]) if (found !== undefined) counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  const sum = Array.from({ length: dimensions }, (_, at) =>
    [...counts].reduce((all, [row, count]) => all + (1 + Math.log(count)) * (vectors[row * dimensions + at] ?? 0), 0),
  );
  const length = Math.hypot(...sum);
  return length === 0 ? undefined : sum.map((number) => number / length);
}

describe.each([4, 8] as const)("a model with numbers of %i bits", (bits) => {
  test("adds up the vectors of words and pairs of words", () => {
    const model = new StaticModel(files[bits], "small");
    expect(model.parts.bits).toBe(bits);
    const word = fc.constantFrom("unknown", "5", ...model.parts.vocabulary.words.slice(0, 60));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const [encoded, plain] = [model.encode(words.join(" ")), plainEncode(model, words.join(" "))];
        expect(encoded === undefined).toBe(plain === undefined);
        for (const [at, number] of (encoded ?? []).entries()) expect(number).toBeCloseTo(plain?.[at] ?? 0, 4);
      }),
      { numRuns: 50 },
    );
  });

  test("gives texts without a known word no vector", async () => {
    const model = new StaticModel(files[bits], "small");
    expect(await model.embed(["", "qqq zzz", papers[0]?.title ?? ""])).toEqual([
      undefined,
      undefined,
      expect.any(Float32Array),
    ]);
  });
});

test("a vector stays as it is when the next text is encoded", () => {
  const model = new StaticModel(files[4], "small");
  const first = model.encode(papers[0]?.abstract ?? "");
  const copy = first?.slice();
  model.encode(papers[1]?.abstract ?? "");
  expect(first).toEqual(copy);
});

test("a file that changed anywhere is refused", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 0.9999, noNaN: true }), fc.nat(7), (where, bit) => {
      const damaged = Uint8Array.from(files[4]);
      const at = Math.floor(where * damaged.length);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
      expect(() => new StaticModel(damaged, "damaged.model")).toThrow(/damaged.model cannot be used/);
      expect(() => new StaticModel(files[4].subarray(0, at), "short.model")).toThrow(/short.model cannot be used/);
    }),
    { numRuns: 30 },
  );
});

describe("familiarity", () => {
  test("is 1 for words seen often, 0 for unknown ones, and between for both", () => {
    const model = new StaticModel(files[4], "small");
    const { vocabulary, frequencies } = model.parts;
    const often = vocabulary.words
      .filter((_, row) => (frequencies[row] ?? 0) >= 200)
      .slice(0, 3)
      .join(" ");
    expect(often).not.toBe("");
    expect(model.familiarity(often)).toBe(1);
    expect(model.familiarity("qqq zzz")).toBe(0);
    expect(model.familiarity("")).toBe(0);
    expect(model.familiarity(`${often} qqq`)).toBeLessThan(0.5);
    expect(model.familiarity(`${often} qqq`)).toBeGreaterThan(0);
  });
});
