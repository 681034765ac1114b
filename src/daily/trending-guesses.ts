import { setImmediate as turn } from "node:timers/promises";
import type { Embedder } from "../inference/embedder.ts";
import type { Clock } from "../lib/clock.ts";
import { addDays, dayInZone, type Day } from "../lib/day.ts";
import { guessVotes, type Prior } from "../ranking/guess.ts";
import { WINDOWS } from "../ranking/trending.ts";
import { readTraits } from "../ranking/traits.ts";
import type { Store } from "../store/store.ts";
import type { GuessDue, GuessWrite } from "../store/trending-store.ts";
import { presentPrior, textOf } from "./trending-prior.ts";

export interface GuessDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Without one, or with one of another space than the prior's, the traits alone decide. */
  readonly embedder?: Embedder | undefined;
}

/** Keys looked at, and guesses made, before others get a turn. */
const KEYS_AT_ONCE = 1_000;
const GUESSES_AT_ONCE = 50;

/**
 * Lets the prior guess about every paper of the last year that it has not guessed about as it is now, newest first; gives how
 * many these were. Stopped and started again, it goes on.
 */
export async function guessPapers(deps: GuessDeps, signal?: AbortSignal): Promise<number> {
  const { store } = deps;
  const since = await firstDay(deps);
  if (since === undefined) return 0;
  const prior = await presentPrior(deps);
  const embedder = deps.embedder?.space === prior.words?.space ? deps.embedder : undefined;
  // Once there are words to go by, what was guessed without them is guessed again.
  const name = embedder ? prior.name : `${prior.name} by traits alone`;
  let guessed = 0;
  for (let upTo = await store.trending.greatestKey(); upTo > 0; upTo -= KEYS_AT_ONCE) {
    const due = await store.trending.guessesDue(name, since, { after: upTo - KEYS_AT_ONCE, upTo });
    for (let start = 0; start < due.length; start += GUESSES_AT_ONCE) {
      signal?.throwIfAborted();
      const part = due.slice(start, start + GUESSES_AT_ONCE);
      await store.trending.saveGuesses(name, await guessesOf(part, prior, embedder));
      await turn();
    }
    guessed += due.length;
    signal?.throwIfAborted();
    await turn();
  }
  return guessed;
}

async function firstDay({ store, clock }: GuessDeps): Promise<Day | undefined> {
  const newest = await store.editions.dayBefore(addDays(dayInZone(clock.now(), "UTC"), 2));
  return newest && addDays(newest, 1 - WINDOWS.year.days);
}

const DIGITS = 4;

async function guessesOf(
  due: readonly GuessDue[],
  prior: Prior,
  embedder: Embedder | undefined,
): Promise<readonly GuessWrite[]> {
  const vectors = await embedder?.embed(due.map(({ paper }) => textOf(paper)));
  const names = prior.traits.map(({ trait }) => trait);
  return due.map(({ key, paper, paperChange }, index) => {
    const { votes, reasons } = guessVotes(prior, readTraits(paper, names), vectors?.[index]);
    return {
      key,
      paperChange,
      votes: Number(votes.toPrecision(DIGITS)),
      reasons: reasons.map((reason) => ({ ...reason, votes: Number(reason.votes.toFixed(2)) })),
    };
  });
}
