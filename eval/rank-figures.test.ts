import { expect, test } from "vitest";
import { knownItemFigures, poolFigures, retrievalFigures } from "./rank-figures.ts";

test("a ranking of everything is measured by nDCG@10 and recall", () => {
  const judgements = new Map([
    ["a", 1],
    ["b", 1],
    ["c", 0],
  ]);
  const figures = retrievalFigures(["c", "a", "x", "x", "x", "b"], judgements);
  // a in place 2, b in place 6: (1 / log2 3 + 1 / log2 7) / (1 + 1 / log2 3)
  expect(figures["ndcg@10"]).toBeCloseTo((0.63093 + 0.35621) / 1.63093, 4);
  expect(figures).toMatchObject({ "recall@5": 0.5, "recall@20": 1, "recall@100": 1 });
});

test("what stands beyond the tenth place does not count for nDCG@10", () => {
  const ranked = Array.from({ length: 10 }, (_, place) => `x${place}`);
  expect(retrievalFigures([...ranked, "a"], new Map([["a", 1]]))).toMatchObject({ "ndcg@10": 0, "recall@20": 1 });
});

test("a pool is measured by MAP over grades 2 and 3, and by nDCG over its first fifth, in per cent", () => {
  const grades = [0, 3, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0];
  const ids = grades.map((_, index) => `d${index}`);
  const judgements = new Map(ids.map((id, index) => [id, grades[index] ?? 0]));
  const figures = poolFigures(ids, judgements);
  expect(figures["map"]).toBeCloseTo((100 * (1 / 2 + 2 / 4)) / 2, 10);
  // A fifth of twelve is two: (0 + 3) / (3 + 2).
  expect(figures["ndcg%20"]).toBeCloseTo(60, 10);
});

test("a paper that is sought is measured by its place", () => {
  expect(knownItemFigures(["x", "a"], "a")).toEqual({ mrr: 0.5, "recall@10": 1 });
  expect(knownItemFigures(["x"], "a")).toEqual({ mrr: 0, "recall@10": 0 });
});
