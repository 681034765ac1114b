import type { Day } from "../lib/day.ts";
import type { TrendingSignal } from "./trending.ts";

const COUNTED = ["votes", "comments", "stars"] as const;

type Counted = (typeof COUNTED)[number];

/** What a source said of a paper's counts on a day. */
export type CountReading = { readonly source: string; readonly day: Day } & { readonly [Name in Counted]?: number };

/**
 * When a paper's votes, comments and stars came, as far as readings tell. What the first reading finds came on the paper's
 * first day, if it had one before; what a later one finds more came on the day of that reading. Stars that a repository had
 * when it was first seen may be years old, so that only their growth counts. Sources that count the same are not added up:
 * on each day the highest holds. The readings of one source are in the order of their days.
 */
export function growthOf(readings: readonly CountReading[], firstDay: Day | undefined): readonly TrendingSignal[] {
  if (readings.length === 0) return [];
  return COUNTED.flatMap((input) => {
    const curve = highestCurve(readings, input);
    return curve.flatMap(({ day, count }, index) => {
      const before = curve[index - 1];
      if (!before && input === "stars") return [];
      const amount = count - (before?.count ?? 0);
      const came = before || firstDay === undefined || firstDay > day ? day : firstDay;
      return amount > 0 ? [{ input, day: came, amount }] : [];
    });
  });
}

interface CurvePoint {
  readonly day: Day;
  readonly count: number;
}

/** The highest count known on each day that has a reading; it never falls. */
function highestCurve(readings: readonly CountReading[], input: Counted): readonly CurvePoint[] {
  const bySource = Map.groupBy(readings, ({ source }) => source);
  const points = [...bySource.values()].flatMap((ofSource) => risingCurve(ofSource, input));
  points.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const curve: CurvePoint[] = [];
  let highest = 0;
  for (const { day, count } of points) {
    highest = Math.max(highest, count);
    if (curve.at(-1)?.day === day) curve.pop();
    curve.push({ day, count: highest });
  }
  return curve;
}

/** One source's count without its slips: never above what it says last, and never falling. */
function risingCurve(readings: readonly CountReading[], input: Counted): readonly CurvePoint[] {
  const known = readings.flatMap(({ day, [input]: count }) => (count === undefined ? [] : [{ day, count }]));
  const last = known.at(-1)?.count ?? 0;
  let highest = 0;
  return known.map(({ day, count }) => {
    highest = Math.min(last, Math.max(highest, count));
    return { day, count: highest };
  });
}
