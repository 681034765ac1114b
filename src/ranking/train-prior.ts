import { daysBetween, type Day } from "../lib/day.ts";
import type { UnnamedPrior } from "./guess.ts";
import { leastSquares } from "./prior/least-squares.ts";
import { centre, standardise, weightedMean } from "./prior/scale.ts";
import type { TraitName } from "./traits.ts";

/** A paper of a past edition, and what became of it. */
export interface JudgedPaper {
  readonly name: string;
  readonly day: Day;
  readonly votes: number;
  /** In the order of the training's `traits`. */
  readonly traits: readonly (number | undefined)[];
  readonly vector?: Float32Array | undefined;
  /** For comparison with orders that need no prior. */
  readonly published: string | undefined;
  readonly authorCount: number;
}

export interface TrainingOptions {
  readonly traits: readonly TraitName[];
  /** The space of the vectors, where there are any. */
  readonly space?: string | undefined;
  /** How hard votes along the vector are drawn towards 0, per paper of weight 1. */
  readonly penalty?: number;
}

/** A paper half a year older weighs half: what readers care about moves (measured +.012 to +.017 in rank correlation). */
const HALF_LIFE_DAYS = 180;
const PENALTY = 0.006;
const DIGITS = 6;

/**
 * Learns a prior by weighted least squares on the votes themselves: free coefficients for the traits, a ridge penalty on the
 * vector, and afterwards the vector's part is made orthogonal to the traits (post-hoc orthogonalisation, Rügamer 2023), so that
 * each reason says all that goes with it. The same papers give the same prior, in whatever order they come.
 */
export function trainPrior(papers: readonly JudgedPaper[], options: TrainingOptions): UnnamedPrior {
  const { traits: names, space, penalty = PENALTY } = options;
  const sorted = papers.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.name < b.name ? -1 : 1));
  const last = sorted.at(-1)?.day;
  const weights = sorted.map(({ day }) => (last === undefined ? 1 : 2 ** (-daysBetween(day, last) / HALF_LIFE_DAYS)));
  const traits = standardise(
    sorted.map((paper) => paper.traits),
    weights,
    names.length,
  );
  const dimensions = space === undefined ? 0 : (sorted.find(({ vector }) => vector)?.vector?.length ?? 0);
  const vectors = centre(
    sorted.map(({ vector }) => vector),
    weights,
    dimensions,
  );
  const average = weightedMean(
    sorted.map(({ votes }) => votes),
    weights,
  );
  const targets = sorted.map(({ votes }) => votes - average);

  const rows = sorted.map((_, index) => joined(traits.rows[index], vectors.rows[index]));
  const both = leastSquares(rows, targets, weights, (column) => (column < names.length ? 0 : penalty));
  const along = both.subarray(names.length);
  // What the vector's part has in common with the traits goes to the traits.
  const wordsOf = vectors.rows.map((row) => dot(row, along));
  const told = leastSquares(traits.rows, wordsOf, weights, () => 0);
  return {
    average: round(average),
    traits: names.map((trait, index) => ({
      trait,
      mean: round(traits.columns[index]?.mean ?? 0),
      deviation: round(traits.columns[index]?.deviation ?? 1),
      votes: round((both[index] ?? 0) + (told[index] ?? 0)),
      told: round(told[index] ?? 0),
    })),
    ...(space !== undefined &&
      dimensions > 0 && { words: { space, mean: [...vectors.means].map(round), votes: [...along].map(round) } }),
    trainedOn: { papers: sorted.length, from: sorted[0]?.day ?? "", to: last ?? "" },
  };
}

const round = (value: number): number => Number(value.toPrecision(DIGITS));

function joined(first: Float64Array | undefined, second: Float64Array | undefined): Float64Array {
  return Float64Array.from([...(first ?? []), ...(second ?? [])]);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
