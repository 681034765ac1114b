import { decodeCursor, encodeCursor } from "../lib/cursor.ts";
import type { Day } from "../lib/day.ts";
import { UserError } from "../lib/errors.ts";
import type { OrderMark } from "../ranking/best-of.ts";
import { explainTrending, type Mix, type TrendingExplanation, type TrendingWindow } from "../ranking/trending.ts";
import type { PaperKey, Store, StoredPaper } from "../store/store.ts";
import type { StoredGuess } from "../store/trending-store.ts";
import type { TrendingBoard } from "./trending-board.ts";

/** In the order in which readers are offered them. */
export const TRENDING_WINDOWS: readonly TrendingWindow[] = ["today", "week", "month", "year"];

/** Mostly what people did; the guess orders what nobody has seen yet. */
export const USUAL_MIX: Mix = 0.25;

export interface TrendingQuery {
  readonly window: TrendingWindow;
  readonly mix: Mix;
  /** Where the page before ended, from `Trending.next`. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A paper on its place, and what put it there. */
export interface TrendingPlace extends StoredPaper {
  readonly rank: number;
  readonly explanation: TrendingExplanation;
  readonly guess: StoredGuess | undefined;
}

export interface Trending {
  readonly window: TrendingWindow;
  readonly mix: Mix;
  /** The last day of the window: the last one on which a paper appeared or a count grew. Undefined in an empty store. */
  readonly asOf: Day | undefined;
  readonly places: readonly TrendingPlace[];
  readonly total: number;
  readonly firstRank: number;
  readonly next: string | undefined;
  /** Whether any paper was guessed about: without a guess the dial changes nothing. */
  readonly hasGuesses: boolean;
}

interface TrendingDeps {
  readonly store: Store;
  readonly board: TrendingBoard;
}

/** A page of the trending papers. Throws `UserError` for a cursor not ours. */
export async function loadTrending({ store, board }: TrendingDeps, query: TrendingQuery): Promise<Trending> {
  const { window, mix, limit } = query;
  const page = await board.page({ window, mix, limit, after: readMark(query.after) });
  if (!page)
    return { window, mix, asOf: undefined, places: [], total: 0, firstRank: 1, next: undefined, hasGuesses: false };
  const { placed, moment, keys, before, total } = page;
  const [papers, guesses] = await Promise.all([store.papers.load(keys), store.trending.guesses(keys)]);
  const ranks = new Map(keys.map((key, index) => [key, before + index + 1]));
  const last = placed.at(-1);
  return {
    window,
    mix,
    asOf: moment.last,
    places: papers.map(({ key, paper }) => ({
      key,
      paper,
      rank: ranks.get(key) ?? 0,
      explanation: explainTrending(page.signalsOf(key), moment, mix),
      guess: guesses.get(key),
    })),
    total,
    firstRank: before + 1,
    next: last && before + placed.length < total ? encodeCursor([last.score, last.name]) : undefined,
    hasGuesses: page.hasGuesses,
  };
}

/** One paper's inputs and what they add in a window; undefined in an empty store. */
export async function explainPlace(
  { board }: Pick<TrendingDeps, "board">,
  key: PaperKey,
  { window, mix }: Pick<TrendingQuery, "window" | "mix">,
): Promise<TrendingExplanation | undefined> {
  const page = await board.page({ window, mix, limit: 1 });
  return page && explainTrending(page.signalsOf(key), page.moment, mix);
}

function readMark(cursor: string | undefined): OrderMark | undefined {
  if (cursor === undefined) return undefined;
  const [score, name] = decodeCursor(cursor, 2) ?? [];
  if (typeof score === "number" && typeof name === "string") return { score, name };
  throw new UserError(
    "invalid",
    "This page address is damaged. Start again from the first page of the trending papers.",
  );
}
