import { addDays, dayInZone, type Day } from "../../lib/day.ts";
import { mixed, type TrendingScore, type TrendingWindow } from "../../ranking/trending.ts";
import type { EditionEntry, PaperKey } from "../../store/store.ts";
import type { Choices, Frequency } from "../subscription-choices.ts";
import { USUAL_MIX } from "../trending.ts";

/** The days that one digest looks at, both included. */
export interface DigestDays {
  readonly first: Day;
  readonly last: Day;
}

/** However long nothing was sent: older news is no news. */
const LONGEST_DAYS: Readonly<Record<Frequency, number>> = { daily: 3, weekdays: 4, weekly: 8 };
/** What a first digest looks back. */
const FIRST_DAYS: Readonly<Record<Frequency, number>> = { daily: 1, weekdays: 1, weekly: 7 };

/** From the day that the last digest covered, which may have grown since, to the newest edition. */
export function digestDays(frequency: Frequency, coveredTo: Day | undefined, newest: Day): DigestDays {
  const longest = addDays(newest, 1 - LONGEST_DAYS[frequency]);
  const first = coveredTo ?? addDays(newest, 1 - FIRST_DAYS[frequency]);
  const from = first > longest ? first : longest;
  return { first: from > newest ? newest : from, last: newest };
}

/** The last day that an edition may have by now: somewhere on earth it is tomorrow already. */
export const lastCredibleDay = (now: number): Day => addDays(dayInZone(now, "UTC"), 1);

/** The days that trending looks at for a digest: a week's papers must not fade before it ends. */
export const windowOf = (frequency: Frequency): TrendingWindow => (frequency === "weekly" ? "month" : "week");

/** The papers of some days, best first: as they trend, and as in an edition where nothing was counted or guessed. */
export function orderForDigest(
  entries: readonly EditionEntry[],
  scores: ReadonlyMap<PaperKey, TrendingScore>,
): readonly EditionEntry[] {
  const points = new Map([...scores].map(([key, score]) => [key, mixed(score, USUAL_MIX)]));
  const of = ({ key }: EditionEntry): number => points.get(key) ?? 0;
  return entries.toSorted(
    (a, b) =>
      of(b) - of(a) ||
      b.votes - a.votes ||
      compare(b.day, a.day) ||
      compare(b.published ?? "", a.published ?? "") ||
      a.key - b.key,
  );
}

/** Those of some papers that somebody asked for, in their order. */
export function chooseCandidates(
  entries: readonly EditionEntry[],
  { categories }: Choices,
  found: ReadonlySet<number> | undefined,
): readonly EditionEntry[] {
  const wanted = new Set(categories);
  return entries
    .filter(({ key }) => found === undefined || found.has(key))
    .filter((entry) => wanted.size === 0 || entry.categories.some((category) => wanted.has(category)));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
