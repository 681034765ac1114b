import type { OrderQuality } from "./guess.ts";

/** A day's papers: what an order says of each (higher stands earlier), and the votes they got. */
export interface JudgedDay {
  readonly scores: readonly number[];
  readonly votes: readonly number[];
}

const TOP = 5;

/** How good an order is, averaged over days: nDCG of the first five with votes as gain, and Spearman's rank correlation. */
export function measureOrder(days: readonly JudgedDay[]): OrderQuality {
  return {
    ndcg: mean(days.map(({ scores, votes }) => ndcgAt(TOP, scores, votes))),
    spearman: mean(days.map(({ scores, votes }) => spearman(scores, votes))),
  };
}

const mean = (values: readonly (number | undefined)[]): number => {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length;
};

/** 1 for the best order there is; undefined where nothing got a vote. Papers of one score share their places' gain. */
export function ndcgAt(top: number, scores: readonly number[], votes: readonly number[]): number | undefined {
  const best = discounted(top, votes, votes);
  return best === 0 ? undefined : discounted(top, scores, votes) / best;
}

function discounted(top: number, scores: readonly number[], votes: readonly number[]): number {
  const order = scores.map((score, index) => ({ score, votes: votes[index] ?? 0 })).sort((a, b) => b.score - a.score);
  let sum = 0;
  for (let start = 0; start < Math.min(top, order.length);) {
    const tied = order.filter(({ score }) => score === order[start]?.score);
    const gain = mean(tied.map((paper) => paper.votes));
    for (let place = start; place < Math.min(top, start + tied.length); place++) sum += gain / Math.log2(place + 2);
    start += tied.length;
  }
  return sum;
}

/** From -1 to 1; undefined where either side is all ties. */
export function spearman(a: readonly number[], b: readonly number[]): number | undefined {
  const [ranksA, ranksB] = [ranksOf(a), ranksOf(b)];
  const middle = (a.length + 1) / 2;
  let [products, squaresA, squaresB] = [0, 0, 0];
  for (const [index, rank] of ranksA.entries()) {
    const [x, y] = [rank - middle, (ranksB[index] ?? middle) - middle];
    products += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  return squaresA === 0 || squaresB === 0 ? undefined : products / Math.sqrt(squaresA * squaresB);
}

/** Counted from 1; equal values share the mean of their ranks. */
function ranksOf(values: readonly number[]): readonly number[] {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = Array.from<number>({ length: values.length });
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && values[order[end] ?? 0] === values[order[start] ?? 0]) end++;
    for (const index of order.slice(start, end)) ranks[index] = (start + end + 1) / 2;
    start = end;
  }
  return ranks;
}
