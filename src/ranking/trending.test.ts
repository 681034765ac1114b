import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aDay } from "../../test/make.ts";
import { addDays } from "../lib/day.ts";
import {
  explainTrending,
  INPUTS,
  mixed,
  scoreTrending,
  trendingMoment,
  WINDOWS,
  type TrendingInput,
  type TrendingSignal,
  type TrendingWindow,
} from "./trending.ts";

const LAST = aDay("2026-08-21");
const windows = fc.constantFrom(...(Object.keys(WINDOWS) as TrendingWindow[]));
const inputs = fc.constantFrom(...(Object.keys(INPUTS) as TrendingInput[]));
const signals = fc.array(
  fc.record({
    input: inputs,
    day: fc.integer({ min: -3, max: 400 }).map((age) => addDays(LAST, -age)),
    amount: fc.integer({ min: 0, max: 10_000 }),
    person: fc.option(fc.constantFrom("ada", "bo", "cy"), { nil: undefined }),
  }),
  { maxLength: 12 },
);
const mixes = fc.double({ min: 0, max: 1, noNaN: true });

const pointsOf = (list: readonly TrendingSignal[], window: TrendingWindow, mix: number): number =>
  mixed(scoreTrending(list, trendingMoment(window, LAST)), mix);

describe("a paper's points", () => {
  test("are a number, never negative, whatever came", () => {
    fc.assert(
      fc.property(signals, windows, mixes, (list, window, mix) => {
        const points = pointsOf(list, window, mix);
        expect(Number.isFinite(points) && points >= 0).toBe(true);
      }),
    );
  });

  test("grow with more of any input, or stay", () => {
    fc.assert(
      fc.property(signals, signals, windows, mixes, (list, more, window, mix) => {
        const [before, after] = [pointsOf(list, window, mix), pointsOf([...list, ...more], window, mix)];
        expect(after).toBeGreaterThanOrEqual(before - 1e-9 * before);
      }),
    );
  });

  test("grow with what came within the window and not with what came before or after it", () => {
    fc.assert(
      fc.property(inputs, windows, fc.integer({ min: -3, max: 400 }), (input, window, age) => {
        const isInside = age >= 0 && age < WINDOWS[window].days;
        const points = pointsOf([{ input, day: addDays(LAST, -age), amount: 5 }], window, 0.5);
        expect(points > 0).toBe(isInside);
      }),
    );
  });

  test.each(Object.entries(WINDOWS) as [TrendingWindow, (typeof WINDOWS)["week"]][])(
    "of %s halve after a half-life",
    (window, { days, halfLifeDays }) => {
      const moment = trendingMoment(window, LAST);
      const votes = (age: number) => [{ input: "votes" as const, day: addDays(LAST, -age), amount: 8 }];
      expect(scoreTrending(votes(0), moment).recorded).toBe(8);
      const expected = halfLifeDays < days ? 4 : 0;
      expect(scoreTrending(votes(halfLifeDays), moment).recorded).toBeCloseTo(expected, 12);
    },
  );

  test("count one person once, with what they did last", () => {
    const byAda = (day: string): TrendingSignal => ({ input: "saves here", day: aDay(day), amount: 1, person: "ada" });
    const byBo: TrendingSignal = { input: "saves here", day: LAST, amount: 1, person: "bo" };
    expect(pointsOf([byAda("2026-08-17"), byAda("2026-08-21")], "week", 0)).toBe(
      pointsOf([byAda("2026-08-21")], "week", 0),
    );
    expect(pointsOf([byAda("2026-08-21"), byBo], "week", 0)).toBe(2 * pointsOf([byBo], "week", 0));
  });

  test("do not depend on the order in which things are told", () => {
    fc.assert(
      fc.property(signals, windows, (list, window) => {
        const apart = list.map((signal) => ({ ...signal, person: undefined }));
        expect(pointsOf(apart.toReversed(), window, 0.5)).toBeCloseTo(pointsOf(apart, window, 0.5), 6);
      }),
    );
  });
});

describe("an explanation", () => {
  test("adds up to the points, with one part for each input there is", () => {
    fc.assert(
      fc.property(signals, windows, mixes, (list, window, mix) => {
        const moment = trendingMoment(window, LAST);
        const { parts, points } = explainTrending(list, moment, mix);
        const sum = parts.reduce((total, part) => total + part.points, 0);
        expect(Math.abs(sum - points)).toBeLessThanOrEqual(1e-9 * Math.max(1, points));
        expect(new Set(parts.map(({ input }) => input)).size).toBe(parts.length);
      }),
    );
  });
});
