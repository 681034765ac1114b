import { cursorAt, placeOf } from "../matching/page-cursor.ts";
import { planQuestion } from "../matching/plan.ts";
import { rankByScore, type TimeCheck } from "../matching/rank.ts";
import type { SegmentScan } from "../matching/segment-scan.ts";
import { TopHits } from "../matching/top-hits.ts";
import { weigh, type WeighedPlan } from "../matching/weigh.ts";
import type { Answer, Hit, Meaning, Question } from "../question.ts";
import type { Schema } from "../schema.ts";
import type { SearchedSegment } from "../segment/segment.ts";
import { askedVector } from "../vectors/asked-vector.ts";
import { nearest, type NearSource } from "../vectors/nearest.ts";
import { fuse } from "./fuse.ts";
import { medianCosine } from "./median-cosine.ts";
import { passingIn } from "./passing.ts";
import { poolOf } from "./pool.ts";

/** The best of each side that are fused; what is in neither cannot be found. */
const POOLED = 200;

interface MeaningRanking {
  readonly schema: Schema;
  readonly segments: readonly SearchedSegment[];
  /** Of the words, as `plan` says. */
  readonly scans: readonly SegmentScan[];
  readonly plan: WeighedPlan;
  readonly question: Question;
  readonly meaning: Meaning;
  readonly checkTime: TimeCheck;
}

/** A page of the documents that are near, have the words, or both; equals by the greatest key. */
export function rankByMeaning(ranking: MeaningRanking): Pick<Answer, "hits" | "next"> {
  const { limit } = ranking.question;
  const after = placeOf(ranking.question) ?? { value: Number.POSITIVE_INFINITY, tie: 0 };
  if (limit === 0) return { hits: [], next: undefined };
  const rest = rankedPool(ranking).filter(
    ({ score, key }) => score < after.value || (score === after.value && key < after.tie),
  );
  const hits = rest.slice(0, limit);
  const last = hits.at(-1);
  const next = last && rest.length > limit ? cursorAt("relevance", { value: last.score, tie: last.key }) : undefined;
  return { hits, next };
}

function rankedPool(ranking: MeaningRanking): readonly Hit[] {
  const { segments, scans, plan, meaning, checkTime } = ranking;
  const asked = askedVector(meaning.vector);
  const near = nearest(passing(ranking), asked, POOLED, checkTime);
  const byWords = new TopHits(POOLED);
  if (meaning.weight < 1) rankByScore(scans, byWords, checkTime);
  const pool = poolOf(near, byWords, asked, plan);
  checkTime();
  const median = medianCosine(
    segments.map(({ segment }) => segment),
    asked,
  );
  const scores = fuse(pool, meaning.weight, median);
  return pool
    .map(({ key, date, cosine }, at): Hit => ({ key, score: scores[at] as number, date, similarity: cosine }))
    .toSorted((a, b) => b.score - a.score || b.key - a.key);
}

/** What may be near is asked by no words but those that must or must not be there. */
function passing({ schema, segments, question }: MeaningRanking): readonly NearSource[] {
  const plan = weigh(planQuestion(schema, { ...question, should: [] }), segments);
  return segments.flatMap((searched) => passingIn(searched, plan, question) ?? []);
}
