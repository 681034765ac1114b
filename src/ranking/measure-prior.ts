import { guessVotes, type OrderQuality, type PriorMeasure, type UnnamedPrior } from "./guess.ts";
import { measureOrder } from "./measure-order.ts";
import type { JudgedPaper } from "./train-prior.ts";

type ScoreOf = (paper: JudgedPaper) => number;

/** Orders that need no training. By chance alone, every paper is worth the same. */
const PLAIN_ORDERS: Readonly<Record<string, ScoreOf>> = {
  random: () => 0,
  newest: ({ published }) => Date.parse(published ?? "") || 0,
  "number of authors": ({ authorCount }) => authorCount,
};

/** How good the prior's order of each day is beside others, on days that it was not trained on. */
export function measurePrior(prior: UnnamedPrior, papers: readonly JudgedPaper[]): PriorMeasure {
  const byDay = [...Map.groupBy(papers, ({ day }) => day)].sort(([a], [b]) => (a < b ? -1 : 1));
  const measure = (scoreOf: ScoreOf): OrderQuality =>
    measureOrder(byDay.map(([, ofDay]) => ({ scores: ofDay.map(scoreOf), votes: ofDay.map(({ votes }) => votes) })));
  const orders = {
    ...PLAIN_ORDERS,
    prior: ({ traits, vector }: JudgedPaper) => guessVotes(prior, traits, vector).votes,
  };
  return {
    days: byDay.length,
    papers: papers.length,
    from: byDay[0]?.[0] ?? "",
    to: byDay.at(-1)?.[0] ?? "",
    orders: Object.fromEntries(Object.entries(orders).map(([name, scoreOf]) => [name, measure(scoreOf)])),
  };
}
