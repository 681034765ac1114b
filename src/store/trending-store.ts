import type { PaperId } from "../domain/paper.ts";
import type { Day } from "../lib/day.ts";
import type { CountPoint, PaperKey, StoredPaper } from "./store.ts";

/** All that a paper's place among the trending depends on. */
export interface TrendingFacts {
  readonly name: PaperId;
  /** The days it was announced or featured on, in order; revisions are left out. */
  readonly days: readonly Day[];
  /** Every reading of its counts; those of one source by day. */
  readonly counts: readonly CountPoint[];
  /** Votes that the prior expects. */
  readonly guess: number | undefined;
}

/** `facts` is absent when the paper is gone. */
export interface TrendingChange {
  readonly key: PaperKey;
  readonly facts?: TrendingFacts;
}

export interface TrendingChanges {
  readonly changes: readonly TrendingChange[];
  /** Up to where the log was read: ask from here the next time. */
  readonly position: number;
  readonly hasMore: boolean;
}

/** A prior's guess about a paper, and what moved it, in the words and votes of `GuessReason`. */
export interface StoredGuess {
  readonly votes: number;
  readonly reasons: readonly { readonly trait: string; readonly votes: number }[];
}

export interface GuessWrite extends StoredGuess {
  readonly key: PaperKey;
  /** The paper as it was guessed about: once it changes, the guess is due again. */
  readonly paperChange: number;
}

export interface GuessDue extends StoredPaper {
  readonly paperChange: number;
}

export interface KeyRange {
  readonly after: number;
  readonly upTo: number;
}

/** A paper of a past edition. */
export interface PastPaper extends StoredPaper {
  /** The first day it was featured on. */
  readonly day: Day;
}

/** What trending needs remembered: guesses and the priors that made them. Only `daily/` writes. */
export interface TrendingStore {
  /** The facts of all papers with keys in a range. */
  facts(keys: KeyRange): Promise<readonly TrendingChange[]>;
  /** Papers whose facts changed after `position`, oldest change first. */
  changesSince(position: number, limit: number): Promise<TrendingChanges>;
  guesses(keys: readonly PaperKey[]): Promise<ReadonlyMap<PaperKey, StoredGuess>>;
  /** Papers on days from `since` on, with keys in the range, that the prior has not guessed about as they are now. */
  guessesDue(prior: string, since: Day, keys: KeyRange): Promise<readonly GuessDue[]>;
  /** No paper has a greater key. */
  greatestKey(): Promise<number>;
  saveGuesses(prior: string, guesses: readonly GuessWrite[]): Promise<void>;
  /** Papers that were featured, first at or before `until`, by key, after `after`. */
  pastPapers(until: Day, after: number, limit: number): Promise<readonly PastPaper[]>;
  /** The prior that was trained here last, as JSON. */
  lastPrior(): Promise<string | undefined>;
  savePrior(name: string, body: string, now: number): Promise<void>;
}
