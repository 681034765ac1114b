import { describe, expect, test } from "vitest";
import { measureOrder, ndcgAt, spearman } from "./measure-order.ts";

describe("nDCG of the first five", () => {
  test.each([
    ["1 for the votes' own order", [3, 2, 1], [30, 20, 10], 1],
    // (10 + 20/log2(3) + 30/2) / (30 + 20/log2(3) + 10/2), worked out by hand
    ["less for the reverse", [1, 2, 3], [30, 20, 10], 0.79],
    // Each place gets the mean of 20 votes.
    ["the mean of all orders where everything ties", [0, 0, 0], [30, 20, 10], 0.895],
    ["undefined where nothing got a vote", [1, 2], [0, 0], undefined],
  ])("is %s", (_name, scores, votes, expected) => {
    const found = ndcgAt(5, scores, votes);
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toBeCloseTo(expected, 4);
  });
});

describe("Spearman's rank correlation", () => {
  test.each([
    ["1 for the same order", [1, 2, 3, 4], [10, 20, 30, 40], 1],
    ["-1 for the reverse", [4, 3, 2, 1], [10, 20, 30, 40], -1],
    ["that of mean ranks among ties", [1, 2, 2, 3], [1, 2, 3, 4], 0.9487],
    ["undefined where one side is all ties", [1, 1], [1, 2], undefined],
  ])("is %s", (_name, a, b, expected) => {
    const found = spearman(a, b);
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toBeCloseTo(expected, 4);
  });
});

test("days count the same, whatever their size; a day that says nothing does not count", () => {
  const good = { scores: [2, 1], votes: [20, 10] };
  const silent = { scores: [1, 2], votes: [0, 0] };
  expect(measureOrder([good, silent])).toEqual({ ndcg: 1, spearman: 1 });
});
