import fc from "fast-check";
import { expect, test } from "vitest";
import { PairCounts } from "./pair-counts.ts";

test("counts each pair once for each text, as a map of sets does", () => {
  const texts = fc.array(fc.array(fc.oneof(fc.nat(50), fc.nat(0xffff_fffe)), { maxLength: 20 }), { maxLength: 30 });
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 3 }), (lists, least) => {
      const counts = new PairCounts();
      const expected = new Map<number, Set<number>>();
      for (const [text, keys] of lists.entries()) {
        for (const key of keys) {
          counts.add(key, text);
          expected.set(key, (expected.get(key) ?? new Set()).add(text));
        }
      }
      const found = [...counts.atLeast(least)].map(({ key, count }) => [key, count]);
      const wanted = [...expected].filter(([, set]) => set.size >= least).map(([key, set]) => [key, set.size]);
      expect(new Map(found as [number, number][])).toEqual(new Map(wanted as [number, number][]));
    }),
  );
});

test("keeps its counts when it grows", () => {
  const counts = new PairCounts();
  for (const text of [0, 1]) for (let key = 0; key < 100_000; key++) counts.add(key * 7, text);
  const found = [...counts.atLeast(2)];
  expect(found).toHaveLength(100_000);
  expect(found.every(({ key, count }) => key % 7 === 0 && count === 2)).toBe(true);
});
