import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { averagePrecision } from "./average-precision.ts";
import { averageFigures } from "./figures.ts";
import { halfWidth } from "./half-width.ts";
import { csfcubeDiscount, ndcg, standardDiscount } from "./ndcg.ts";
import { recall } from "./recall.ts";
import { reciprocalRank } from "./reciprocal-rank.ts";

const grades = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 30 });

describe("nDCG", () => {
  test("discounts are those of the two conventions", () => {
    expect([1, 2, 3, 4].map(standardDiscount)).toEqual([1, 1 / Math.log2(3), 0.5, 1 / Math.log2(5)]);
    expect([1, 2, 3, 4].map(csfcubeDiscount)).toEqual([1, 1, 1 / Math.log2(3), 0.5]);
  });

  test.each([
    // (.6309 + .4307) / (1 + .6309)
    { what: "two relevant in places 2 and 4", ranked: [0, 1, 0, 1], judged: [1, 1], depth: 10, value: 0.6509 },
    // 3 + 2 × .5 beside 3 + 2 × .6309 + 1 × .5
    { what: "grades as gains", ranked: [3, 0, 2], judged: [1, 3, 2], depth: 10, value: 0.84 },
    { what: "what stands below the depth", ranked: [0, 1], judged: [1], depth: 1, value: 0 },
    { what: "an ideal cut at the depth", ranked: [1, 0], judged: [1, 1, 1], depth: 1, value: 1 },
    { what: "nothing relevant at all", ranked: [0, 0], judged: [0, 0], depth: 10, value: 0 },
    { what: "no results", ranked: [], judged: [2], depth: 10, value: 0 },
  ])("counts $what", ({ ranked, judged, depth, value }) => {
    expect(ndcg(ranked, judged, depth)).toBeCloseTo(value, 4);
  });

  test("counts the first two places alike with CSFCube's discounts", () => {
    // (1 + 3 + 2 × .6309) / (3 + 2 + 1 × .6309)
    expect(ndcg([1, 3, 2, 0], [3, 2, 1, 0], 3, csfcubeDiscount)).toBeCloseTo(0.9345, 4);
  });

  test("is 1 for the best order and never more for another", () => {
    fc.assert(
      fc.property(grades, fc.integer({ min: 1, max: 40 }), (judged, depth) => {
        const best = ndcg(
          judged.toSorted((a, b) => b - a),
          judged,
          depth,
        );
        expect(best).toBeCloseTo(judged.some((grade) => grade > 0) ? 1 : 0, 12);
        expect(ndcg(judged, judged, depth)).toBeLessThanOrEqual(best + 1e-12);
      }),
    );
  });
});

test("average precision takes the precision at each relevant result", () => {
  expect(averagePrecision([true, false, true, false], 2)).toBeCloseTo((1 + 2 / 3) / 2, 12);
  expect(averagePrecision([true, false, true, false], 3)).toBeCloseTo((1 + 2 / 3) / 3, 12);
  expect(averagePrecision([false], 0)).toBe(0);
});

test("recall is the share of the relevant ones down to a depth", () => {
  expect(recall([true, false, true, true], 4, 3)).toBe(0.5);
  expect(recall([], 0, 5)).toBe(0);
});

test("the reciprocal rank looks at the first relevant result", () => {
  expect(reciprocalRank([false, false, true, true])).toBeCloseTo(1 / 3, 12);
  expect(reciprocalRank([false, false])).toBe(0);
});

describe("half width", () => {
  test("is nothing where all values are equal, or where there is one", () => {
    expect(halfWidth([0.4, 0.4, 0.4])).toBeCloseTo(0, 12);
    expect(halfWidth([0.7])).toBe(0);
  });

  test("is near 1.96 standard errors, and the same each time", () => {
    const values = Array.from({ length: 400 }, (_, index) => index % 2);
    expect(halfWidth(values)).toBeGreaterThan(0.9 * 1.96 * 0.025);
    expect(halfWidth(values)).toBeLessThan(1.1 * 1.96 * 0.025);
    expect(halfWidth(values)).toBe(halfWidth(values));
  });
});

test("figures are averaged metric by metric, to four digits", () => {
  const { means, halfWidths } = averageFigures([
    { mrr: 1, recall: 0 },
    { mrr: 1 / 3, recall: 0 },
  ]);
  expect(means).toEqual({ mrr: 0.6667, recall: 0 });
  expect(halfWidths["recall"]).toBe(0);
});
