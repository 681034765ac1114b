import { expect, test } from "vitest";
import { fuse } from "./fuse.ts";

const documents = [
  { cosine: 0.9, words: 0 },
  { cosine: 0.5, words: 20 },
  { cosine: undefined, words: 10 },
];

test.each<[what: string, weight: number, median: number, scores: readonly number[]]>([
  ["both sides, each on its own scale", 0.5, 0.1, [0.5, 0.75, 0.25]],
  ["nearness alone", 1, 0.1, [1, 0.5, 0]],
  ["words alone", 0, 0.1, [0, 1, 0.5]],
  ["nearness below the middle", 1, 0.7, [1, -1, 0]],
])("scores count %s", (_what, weight, median, scores) => {
  for (const [at, score] of fuse(documents, weight, median).entries())
    expect(score).toBeCloseTo(scores[at] ?? Number.NaN, 9);
});

test("scores keep the order where nothing is nearer than the middle, and where no words are found", () => {
  const far = [
    { cosine: 0.1, words: 0 },
    { cosine: 0.2, words: 0 },
  ];
  const [farther = 0, nearer = 0] = fuse(far, 0.5, 0.2);
  expect(nearer).toBeGreaterThan(farther);
  expect(fuse([], 0.5, 0)).toEqual([]);
});
