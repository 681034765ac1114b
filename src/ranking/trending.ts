import { addDays, daysBetween, type Day } from "../lib/day.ts";

export type TrendingWindow = "today" | "week" | "month" | "year";

interface WindowRule {
  /** How many days count, the last one included. */
  readonly days: number;
  /** After this many days an input counts half. */
  readonly halfLifeDays: number;
}

export const WINDOWS: Readonly<Record<TrendingWindow, WindowRule>> = {
  today: { days: 1, halfLifeDays: 1 },
  week: { days: 7, halfLifeDays: 2 },
  month: { days: 30, halfLifeDays: 10 },
  year: { days: 365, halfLifeDays: 90 },
};

export type TrendingInput = "votes" | "comments" | "stars" | "votes here" | "saves here" | "comments here" | "guess";

interface InputRule {
  /** Points for one. */
  readonly points: number;
  /** The hundredth says less than the first: x counts as log2(1 + x). For counts that do not say how many people there are. */
  readonly isDamped: boolean;
  /** What one person can add at most, where persons are known. */
  readonly mostPerPerson: number;
}

/** A vote elsewhere is the measure: one point. Somebody who reads here took more trouble than a click elsewhere. */
export const INPUTS: Readonly<Record<TrendingInput, InputRule>> = {
  votes: { points: 1, isDamped: false, mostPerPerson: 1 },
  comments: { points: 2, isDamped: true, mostPerPerson: 1 },
  stars: { points: 1, isDamped: true, mostPerPerson: 1 },
  "votes here": { points: 3, isDamped: false, mostPerPerson: 1 },
  "saves here": { points: 2, isDamped: false, mostPerPerson: 1 },
  "comments here": { points: 2, isDamped: false, mostPerPerson: 2 },
  guess: { points: 1, isDamped: false, mostPerPerson: Infinity },
};

const INPUT_NAMES = Object.keys(INPUTS) as readonly TrendingInput[];

/** Something that happened to a paper on a day: so many votes came, somebody saved it, or the prior guessed. */
export interface TrendingSignal {
  readonly input: TrendingInput;
  readonly day: Day;
  /** Not negative. */
  readonly amount: number;
  /** Who it was, where that is known. */
  readonly person?: string | undefined;
}

/** A window that ends on a day. */
export interface TrendingMoment {
  readonly window: TrendingWindow;
  readonly first: Day;
  readonly last: Day;
  /** What is left on the last day of something that came on `day`: 1 on the last day itself, half after a half-life. */
  readonly decayOf: (day: Day) => number;
}

export function trendingMoment(window: TrendingWindow, last: Day): TrendingMoment {
  const { days, halfLifeDays } = WINDOWS[window];
  const decays = new Map<Day, number>();
  return {
    window,
    first: addDays(last, 1 - days),
    last,
    decayOf(day) {
      const decay = decays.get(day) ?? 2 ** (-daysBetween(day, last) / halfLifeDays);
      decays.set(day, decay);
      return decay;
    },
  };
}

/** Whether a day lies in the window. */
export const isInWindow = (day: Day, { first, last }: TrendingMoment): boolean => day >= first && day <= last;

/** The share of the guess in the order, from 0 (votes only) to 1 (the guess only). */
export type Mix = number;

/** What one input adds. */
export interface TrendingPart {
  readonly input: TrendingInput;
  /** What came within the window, after the cap per person. */
  readonly amount: number;
  /** The same after decay. */
  readonly decayed: number;
  readonly points: number;
}

export interface TrendingExplanation {
  readonly parts: readonly TrendingPart[];
  /** The sum of the parts' points: what papers are ordered by. */
  readonly points: number;
}

/** What of a paper's score was recorded, and what was guessed; the dial mixes the two. */
export interface TrendingScore {
  readonly recorded: number;
  readonly guessed: number;
}

/** A paper's score in a window. Never negative, never NaN; more of any input never makes it less. */
export function scoreTrending(signals: readonly TrendingSignal[], moment: TrendingMoment): TrendingScore {
  let [recorded, guessed] = [0, 0];
  for (const { input, points } of partsOf(signals, moment)) {
    if (input === "guess") guessed += points;
    else recorded += points;
  }
  return { recorded, guessed };
}

/** The score that papers are ordered by. */
export const mixed = ({ recorded, guessed }: TrendingScore, mix: Mix): number => (1 - mix) * recorded + mix * guessed;

/** A paper's inputs and what each adds to its score, those that add most first. */
export function explainTrending(
  signals: readonly TrendingSignal[],
  moment: TrendingMoment,
  mix: Mix,
): TrendingExplanation {
  const parts = partsOf(signals, moment)
    .map((part) => ({ ...part, points: part.points * (part.input === "guess" ? mix : 1 - mix) }))
    .sort((a, b) => b.points - a.points);
  return { parts, points: mixed(scoreTrending(signals, moment), mix) };
}

function partsOf(signals: readonly TrendingSignal[], moment: TrendingMoment): readonly TrendingPart[] {
  return INPUT_NAMES.flatMap((input) => {
    const mine = signals.filter((signal) => signal.input === input && isInWindow(signal.day, moment));
    return mine.length === 0 ? [] : [partOf(input, mine, moment)];
  });
}

function partOf(input: TrendingInput, signals: readonly TrendingSignal[], moment: TrendingMoment): TrendingPart {
  const { points, isDamped, mostPerPerson } = INPUTS[input];
  let [amount, decayed] = [0, 0];
  for (const signal of capped(signals, mostPerPerson)) {
    amount += signal.amount;
    decayed += signal.amount * moment.decayOf(signal.day);
  }
  return { input, amount, decayed, points: points * (isDamped ? Math.log2(1 + decayed) : decayed) };
}

/** Of what one person gave, the newest counts, up to the cap. */
function capped(signals: readonly TrendingSignal[], most: number): readonly TrendingSignal[] {
  if (signals.every(({ person }) => person === undefined)) return signals;
  const left = new Map<string, number>();
  const newestFirst = signals.toSorted((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
  return newestFirst.map((signal) => {
    if (signal.person === undefined) return signal;
    const room = left.get(signal.person) ?? most;
    const amount = Math.min(room, signal.amount);
    left.set(signal.person, room - amount);
    return { ...signal, amount };
  });
}
