import { expect, test } from "vitest";
import { MOST_DOCUMENTS } from "../segment/segment.ts";
import { chooseMerge } from "./merge-policy.ts";

const sizesOf = (...sizes: readonly (readonly [aliveCount: number, bytes: number])[]) =>
  sizes.map(([aliveCount, bytes]) => ({ aliveCount, deletedCount: 0, bytes }));
const sizes = (...alive: readonly number[]) =>
  alive.map((aliveCount) => ({ aliveCount, deletedCount: 0, bytes: 1_000 * aliveCount }));
const fourOf = (alive: number) => sizes(alive, alive, alive, alive);
const worn = (aliveCount: number, deletedCount: number) => ({ aliveCount, deletedCount, bytes: 1_000 });

test.each([
  ["nothing of an empty index", [], undefined],
  ["nothing while sizes differ", sizes(5, 900, 4_000, 20_000, 60_000), undefined],
  ["four small ones", [...sizes(60_000), ...fourOf(3)], [1, 2, 3, 4]],
  ["the smallest size first", [...fourOf(5_000), ...fourOf(500)], [4, 5, 6, 7]],
  ["nothing of larger ones while all fit into one", sizes(10_000, 10_000, 10_000, 10_000, 10_000, 10_000), undefined],
  ["larger ones that fill a segment", sizes(10_000, 40_000, 10_000, 10_000), [0, 1, 2]],
  ["nothing where no two go into one", sizes(40_000, 40_000, 60_000, 65_536), undefined],
  [
    "few documents of many bytes, as far as they go into one",
    sizesOf([9_000, 6e8], [9_000, 5e8], [9_000, 4e8]),
    [0, 2],
  ],
  ["one of which a third is deleted", [...sizes(10), worn(60, 31)], [1]],
  ["nothing where little is deleted", [worn(60, 20)], undefined],
  ["what has no document left", [worn(0, 4)], [0]],
])("merges %s", (_what, segments, expected) => {
  expect(chooseMerge(segments)).toEqual(expected);
});

test("an index of a million documents, added by two thousand, comes to rest in few segments", () => {
  let segments = sizes();
  for (let added = 0; added < 1_000_000; added += 2_000) {
    segments = [...segments, ...sizes(2_000)];
    for (let merge = chooseMerge(segments); merge; merge = chooseMerge(segments)) {
      const merged = merge.reduce((sum, at) => sum + (segments[at]?.aliveCount ?? 0), 0);
      expect(merged).toBeLessThanOrEqual(MOST_DOCUMENTS);
      segments = [...segments.filter((_, at) => !merge.includes(at)), ...sizes(merged)];
    }
  }
  expect(segments.length).toBeLessThan(1_000_000 / 50_000 + 12);
});
