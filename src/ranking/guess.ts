import type { TraitName } from "./traits.ts";

/** A trait in a prior: its value is put on a scale of mean 0 and deviation 1, then weighted. */
interface TraitWeight {
  readonly trait: TraitName;
  readonly mean: number;
  readonly deviation: number;
  /** Votes for one deviation more, all that goes with it included: correct also where there is no vector. */
  readonly votes: number;
  /** The part of it that the words tell too; taken from theirs, so that nothing is counted twice. */
  readonly told: number;
}

/** What was learnt from past editions about how many votes a paper gets. Small, plain, and kept as JSON. */
export interface Prior {
  /** Names this training; guesses of another one are made again. */
  readonly name: string;
  /** Votes a paper gets on average. */
  readonly average: number;
  readonly traits: readonly TraitWeight[];
  /** Votes along each number of a paper's vector; absent while there is no model of meaning. */
  readonly words?:
    | { readonly space: string; readonly mean: readonly number[]; readonly votes: readonly number[] }
    | undefined;
  readonly trainedOn: { readonly papers: number; readonly from: string; readonly to: string };
  /** How its order compares on later days, where it was tried. */
  readonly measured?: PriorMeasure | undefined;
}

/** A prior as training gives it, before it is measured and named. */
export type UnnamedPrior = Omit<Prior, "name" | "measured">;

/** Quality of one order on days that the prior has not seen; see measure-order.ts. */
export interface OrderQuality {
  readonly ndcg: number;
  readonly spearman: number;
}

export interface PriorMeasure {
  readonly days: number;
  readonly papers: number;
  readonly from: string;
  readonly to: string;
  readonly orders: Readonly<Record<string, OrderQuality>>;
}

/** Why a guess is as high as it is. */
export interface GuessReason {
  readonly trait: TraitName | "words";
  /** Votes more or fewer than the average paper's. */
  readonly votes: number;
}

export interface Guess {
  /** Votes expected, never below 0. */
  readonly votes: number;
  /** What moved it from the average, most first. They and the average add up to the guess before it is cut off at 0. */
  readonly reasons: readonly GuessReason[];
}

/** Guesses how many votes a paper will get. `vector` must be of the prior's own space. */
export function guessVotes(
  prior: UnnamedPrior,
  traits: readonly (number | undefined)[],
  vector: Float32Array | undefined,
): Guess {
  const scaled = prior.traits.map(({ mean, deviation }, index) => ((traits[index] ?? mean) - mean) / deviation);
  const byTrait = prior.traits.map(({ trait, votes }, index) => ({ trait, votes: votes * (scaled[index] ?? 0) }));
  const byWords = prior.words && vector ? wordsOf(prior, prior.words, scaled, vector) : undefined;
  const reasons: readonly GuessReason[] =
    byWords === undefined ? byTrait : [...byTrait, { trait: "words", votes: byWords }];
  const votes = reasons.reduce((sum, reason) => sum + reason.votes, prior.average);
  return { votes: Math.max(0, votes), reasons: reasons.toSorted((a, b) => Math.abs(b.votes) - Math.abs(a.votes)) };
}

function wordsOf(
  { traits }: UnnamedPrior,
  { mean, votes }: NonNullable<Prior["words"]>,
  scaled: readonly number[],
  vector: Float32Array,
): number {
  const along = votes.reduce((sum, weight, index) => sum + weight * ((vector[index] ?? 0) - (mean[index] ?? 0)), 0);
  return traits.reduce((sum, { told }, index) => sum - told * (scaled[index] ?? 0), along);
}
