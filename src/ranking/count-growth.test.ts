import fc from "fast-check";
import { expect, test } from "vitest";
import { aDay } from "../../test/make.ts";
import { addDays } from "../lib/day.ts";
import { growthOf, type CountReading } from "./count-growth.ts";

const FIRST = aDay("2026-08-18");
const reading = (day: string, counts: object, source = "hugging-face"): CountReading => ({
  source,
  day: aDay(`2026-08-${day}`),
  ...counts,
});
const votes = (day: string, amount: number) => ({ input: "votes", day: aDay(`2026-08-${day}`), amount });

test.each([
  ["nothing", [], []],
  ["the first reading, on the paper's first day", [reading("20", { votes: 5 })], [votes("18", 5)]],
  [
    "a later one's growth, on its own day",
    [reading("18", { votes: 5 }), reading("20", { votes: 9 })],
    [votes("18", 5), votes("20", 4)],
  ],
  ["no growth where nothing grew", [reading("18", { votes: 5 }), reading("19", { votes: 5 })], [votes("18", 5)]],
  [
    "a slip downwards as if it had not been",
    [reading("18", { votes: 5 }), reading("19", { votes: 0 }), reading("20", { votes: 6 })],
    [votes("18", 5), votes("20", 1)],
  ],
  [
    "a slip upwards as if it had not been",
    [reading("18", { votes: 5_000 }), reading("19", { votes: 6 })],
    [votes("18", 6)],
  ],
  [
    "the same count of two sources once",
    [reading("18", { votes: 5 }), reading("18", { votes: 4 }, "listing"), reading("19", { votes: 7 }, "listing")],
    [votes("18", 5), votes("19", 2)],
  ],
  [
    "stars only where they grew",
    [reading("18", { stars: 900 }), reading("19", { stars: 950 })],
    [{ input: "stars", day: aDay("2026-08-19"), amount: 50 }],
  ],
])("tells %s", (_name, readings, expected) => {
  expect(growthOf(readings, FIRST)).toEqual(expected);
});

test("a paper that was read before it was announced keeps the day of the reading", () => {
  expect(growthOf([reading("17", { comments: 2 })], FIRST)).toEqual([
    { input: "comments", day: aDay("2026-08-17"), amount: 2 },
  ]);
});

test("all growth of one source adds up to what it said last, and none is negative", () => {
  const histories = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(histories, (counts) => {
      const readings = counts.map((count, index) => ({
        source: "hugging-face",
        day: addDays(FIRST, index),
        votes: count,
      }));
      const growth = growthOf(readings, FIRST);
      expect(growth.every(({ amount }) => amount > 0)).toBe(true);
      expect(growth.reduce((sum, { amount }) => sum + amount, 0)).toBe(counts.at(-1));
    }),
  );
});
