import { averagePrecision } from "./metrics/average-precision.ts";
import type { QueryFigures } from "./metrics/figures.ts";
import { csfcubeDiscount, ndcg } from "./metrics/ndcg.ts";
import { recall } from "./metrics/recall.ts";
import { reciprocalRank } from "./metrics/reciprocal-rank.ts";
import type { Judgements } from "./sets/read-judgements.ts";

/** What a ranking of documents is worth by the judgements of its question. A document that nobody judged is not relevant. */
export function retrievalFigures(ranked: readonly string[], judgements: Judgements): QueryFigures {
  const grades = ranked.map((id) => judgements.get(id) ?? 0);
  const isRelevant = grades.map((grade) => grade > 0);
  const judged = [...judgements.values()];
  const relevant = judged.filter((grade) => grade > 0).length;
  return {
    "ndcg@10": ndcg(grades, judged, 10),
    "recall@5": recall(isRelevant, relevant, 5),
    "recall@20": recall(isRelevant, relevant, 20),
    "recall@100": recall(isRelevant, relevant, 100),
  };
}

/** Grades of CSFCube that count as relevant where only relevant and not are told apart. */
const RELEVANT_GRADE = 2;

/** What an order of a whole judged pool is worth by CSFCube's protocol, in per cent as its figures are always given. */
export function poolFigures(ranked: readonly string[], judgements: Judgements): QueryFigures {
  const grades = ranked.map((id) => judgements.get(id) ?? 0);
  const isRelevant = grades.map((grade) => grade >= RELEVANT_GRADE);
  const relevant = isRelevant.filter(Boolean).length;
  const fifth = Math.floor(0.2 * grades.length);
  return {
    map: 100 * averagePrecision(isRelevant, relevant),
    "ndcg%20": 100 * ndcg(grades, grades, fifth, csfcubeDiscount),
  };
}

/** What a ranking is worth in which one document was sought. */
export function knownItemFigures(ranked: readonly string[], sought: string): QueryFigures {
  const isSought = ranked.map((id) => id === sought);
  return { mrr: reciprocalRank(isSought), "recall@10": recall(isSought, 1, 10) };
}
