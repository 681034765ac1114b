import { expect, test } from "vitest";
import { chooseMerge } from "./merge-policy.ts";

const sizes = (...alive: readonly number[]) => alive.map((aliveCount) => ({ aliveCount, deletedCount: 0 }));
const eightOf = (alive: number) => sizes(...Array.from({ length: 8 }, () => alive));

test.each([
  ["nothing of an empty index", [], undefined],
  ["nothing while sizes differ", sizes(5, 900, 4_000, 40_000, 300_000), undefined],
  ["eight small ones", [...sizes(100_000), ...eightOf(3)], [1, 2, 3, 4, 5, 6, 7, 8]],
  ["the smallest size first", [...eightOf(5_000), ...eightOf(500)], [8, 9, 10, 11, 12, 13, 14, 15]],
  ["eight large ones", eightOf(90_000), [0, 1, 2, 3, 4, 5, 6, 7]],
  ["one of which a third is deleted", [...sizes(10), { aliveCount: 60, deletedCount: 31 }], [1]],
  ["nothing where little is deleted", [{ aliveCount: 60, deletedCount: 20 }], undefined],
  ["what has no document left", [{ aliveCount: 0, deletedCount: 4 }], [0]],
])("merges %s", (_what, segments, expected) => {
  expect(chooseMerge(segments)).toEqual(expected);
});
