import { setImmediate as turn } from "node:timers/promises";
import type { PaperId } from "../domain/paper.ts";
import type { Clock } from "../lib/clock.ts";
import { addDays, dayInZone, type Day } from "../lib/day.ts";
import { bestOf, type Best, type OrderMark } from "../ranking/best-of.ts";
import { growthOf } from "../ranking/count-growth.ts";
import {
  isInWindow,
  mixed,
  scoreTrending,
  trendingMoment,
  type Mix,
  type TrendingMoment,
  type TrendingScore,
  type TrendingSignal,
  type TrendingWindow,
} from "../ranking/trending.ts";
import type { PaperKey, Store } from "../store/store.ts";
import type { TrendingChange, TrendingFacts } from "../store/trending-store.ts";

interface BoardDeps {
  readonly store: Pick<Store, "trending" | "papers">;
  readonly clock: Clock;
}

/** A paper as the board knows it. */
interface Candidate {
  readonly key: PaperKey;
  readonly name: PaperId;
  readonly days: readonly Day[];
  readonly signals: readonly TrendingSignal[];
}

/** What is recorded of each candidate in a window, and guessed; by the candidate's number, -1 outside the window. */
interface Scores {
  readonly moment: TrendingMoment;
  recorded: Float64Array;
  guessed: Float64Array;
}

export interface BoardPage extends Best {
  readonly moment: TrendingMoment;
  readonly keys: readonly PaperKey[];
  readonly signalsOf: (key: PaperKey) => readonly TrendingSignal[];
  readonly hasGuesses: boolean;
}

interface PageWish {
  readonly window: TrendingWindow;
  readonly mix: Mix;
  readonly after?: OrderMark | undefined;
  readonly limit: number;
}

/** Changes read at once, and candidates scored without a pause: some ten milliseconds of work. */
const STEP = 2_000;
const SCORED_AT_ONCE = 20_000;

/**
 * Every paper's signals and its scores in each window, kept in memory and brought up to date from the store's change log
 * before each answer: one changed paper costs one scoring. It holds nothing that it could not read anew, and what it answers
 * is the same after a restart.
 */
export class TrendingBoard {
  readonly #deps: BoardDeps;
  readonly #numbers = new Map<PaperKey, number>();
  readonly #candidates: (Candidate | undefined)[] = [];
  readonly #free: number[] = [];
  readonly #scores = new Map<TrendingWindow, Scores>();
  /** How many things happened on each day. */
  readonly #busyDays = new Map<Day, number>();
  /** One text for each day, however many papers are of it. */
  readonly #dayTexts = new Map<Day, Day>();
  #guesses = 0;
  #position: number | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(deps: BoardDeps) {
    this.#deps = deps;
  }

  /** Papers of a window in order, from a mark on; undefined while no paper was ever announced. */
  async page(wish: PageWish): Promise<BoardPage | undefined> {
    return await this.#inTurn(async () => {
      await this.#catchUp();
      const last = this.#lastDay();
      return last === undefined ? undefined : this.#pageOf(wish, await this.#scoresOf(wish.window, last));
    });
  }

  /** What some papers have in a window; those without a part in it are left out. */
  async scores(window: TrendingWindow, keys: readonly PaperKey[]): Promise<ReadonlyMap<PaperKey, TrendingScore>> {
    return await this.#inTurn(async () => {
      await this.#catchUp();
      const last = this.#lastDay();
      if (last === undefined) return new Map();
      const { recorded, guessed } = await this.#scoresOf(window, last);
      const scoreOf = (number = -1): TrendingScore => ({
        recorded: recorded[number] ?? -1,
        guessed: guessed[number] ?? -1,
      });
      const scores = keys.map((key) => [key, scoreOf(this.#numbers.get(key))] as const);
      return new Map(scores.filter(([, score]) => score.recorded >= 0));
    });
  }

  /** Requests that come while the board reads wait for it, rather than read the same. */
  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return await result;
  }

  #pageOf({ mix, after, limit }: PageWish, { moment, recorded, guessed }: Scores): BoardPage {
    const best = bestOf({
      size: this.#candidates.length,
      scoreOf: (number) => {
        const score = { recorded: recorded[number] ?? -1, guessed: guessed[number] ?? -1 };
        return score.recorded < 0 ? undefined : mixed(score, mix);
      },
      nameOf: (number) => this.#candidates[number]?.name ?? "",
      after,
      limit,
    });
    const candidates = best.placed.flatMap(({ item }) => this.#candidates[item] ?? []);
    return {
      ...best,
      moment,
      keys: candidates.map(({ key }) => key),
      signalsOf: (key) => this.#candidates[this.#numbers.get(key) ?? -1]?.signals ?? [],
      hasGuesses: this.#guesses > 0,
    };
  }

  async #catchUp(): Promise<void> {
    this.#position ??= await this.#readAll();
    for (let hasMore = true; hasMore;) {
      const read = await this.#deps.store.trending.changesSince(this.#position, STEP);
      for (const change of read.changes) this.#take(change);
      this.#position = read.position;
      ({ hasMore } = read);
      if (hasMore) await turn();
    }
  }

  /** Reads every paper; gives the change up to which they are surely read. */
  async #readAll(): Promise<number> {
    const { papers, trending } = this.#deps.store;
    const position = await papers.lastChange();
    const last = await trending.greatestKey();
    for (let after = 0; after < last; after += STEP) {
      for (const change of await trending.facts({ after, upTo: after + STEP })) this.#take(change);
      await turn();
    }
    return position;
  }

  #take({ key, facts }: TrendingChange): void {
    const known = this.#numbers.get(key);
    const before = known === undefined ? undefined : this.#candidates[known];
    if (before) this.#tally(before, -1);
    const number = known ?? (facts ? (this.#free.pop() ?? this.#candidates.length) : undefined);
    if (number === undefined) return;
    const candidate = facts && this.#toCandidate(key, facts);
    this.#candidates[number] = candidate;
    if (candidate) {
      this.#numbers.set(key, number);
      this.#tally(candidate, 1);
    } else {
      this.#numbers.delete(key);
      this.#free.push(number);
    }
    for (const scores of this.#scores.values()) this.#score(number, scores);
  }

  #toCandidate(key: PaperKey, facts: TrendingFacts): Candidate {
    const signals = signalsOf(facts).map((signal) => ({ ...signal, day: this.#dayText(signal.day) }));
    return { key, name: facts.name, days: facts.days.map((day) => this.#dayText(day)), signals };
  }

  #dayText(day: Day): Day {
    const known = this.#dayTexts.get(day) ?? day;
    this.#dayTexts.set(day, known);
    return known;
  }

  #tally({ days, signals }: Candidate, by: 1 | -1): void {
    for (const day of [...days, ...signals.map((signal) => signal.day)])
      this.#busyDays.set(day, (this.#busyDays.get(day) ?? 0) + by);
    this.#guesses += by * signals.filter(({ input }) => input === "guess").length;
  }

  /** The last day on which anything happened. A day beyond tomorrow is a source's mistake. */
  #lastDay(): Day | undefined {
    const tomorrow = addDays(dayInZone(this.#deps.clock.now(), "UTC"), 1);
    let last: Day | undefined;
    for (const [day, count] of this.#busyDays) {
      if (count > 0 && day <= tomorrow && (last === undefined || day > last)) last = day;
    }
    return last;
  }

  async #scoresOf(window: TrendingWindow, last: Day): Promise<Scores> {
    const known = this.#scores.get(window);
    if (known?.moment.last === last) return known;
    const size = this.#candidates.length;
    const scores = {
      moment: trendingMoment(window, last),
      recorded: new Float64Array(size),
      guessed: new Float64Array(size),
    };
    for (let number = 0; number < size; number++) {
      this.#score(number, scores);
      if (number % SCORED_AT_ONCE === SCORED_AT_ONCE - 1) await turn();
    }
    this.#scores.set(window, scores);
    return scores;
  }

  #score(number: number, scores: Scores): void {
    if (number >= scores.recorded.length) {
      scores.recorded = enlarged(scores.recorded, number);
      scores.guessed = enlarged(scores.guessed, number);
    }
    const { moment } = scores;
    const candidate = this.#candidates[number];
    const takesPart = candidate !== undefined && isOnBoard(candidate, moment);
    const { recorded, guessed } = takesPart ? scoreTrending(candidate.signals, moment) : { recorded: -1, guessed: -1 };
    scores.recorded[number] = recorded;
    scores.guessed[number] = guessed;
  }
}

/** When what was counted came, and the guess, which is about the paper's first day. */
function signalsOf({ days, counts, guess }: TrendingFacts): readonly TrendingSignal[] {
  const [firstDay] = days;
  const growth = growthOf(counts, firstDay);
  return guess === undefined || firstDay === undefined
    ? growth
    : [...growth, { input: "guess", day: firstDay, amount: guess }];
}

/** A paper takes part in a window when it was news in it, or something came. */
function isOnBoard({ days, signals }: Candidate, moment: TrendingMoment): boolean {
  return days.some((day) => isInWindow(day, moment)) || signals.some(({ day }) => isInWindow(day, moment));
}

function enlarged(values: Float64Array, number: number): Float64Array {
  const larger = new Float64Array(Math.max(1_024, 2 * (number + 1))).fill(-1);
  larger.set(values);
  return larger;
}
