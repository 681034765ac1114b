import type { Answer, Hit, Question } from "../question.ts";
import { rankByMeaning } from "../fusion/rank-by-meaning.ts";
import { refuseMeaning } from "../fusion/refuse-meaning.ts";
import { NO_DATE, type Schema } from "../schema.ts";
import type { SearchedSegment } from "../segment/segment.ts";
import { countMatches } from "./count-matches.ts";
import { createScan } from "./create-scan.ts";
import { countValues, MatchSet } from "./facets.ts";
import { cursorAt, placeOf } from "./page-cursor.ts";
import { planQuestion } from "./plan.ts";
import { QuestionRefused } from "./question-refused.ts";
import { rankByDate, rankByScore, type TimeCheck } from "./rank.ts";
import type { SegmentScan } from "./segment-scan.ts";
import { TopHits } from "./top-hits.ts";
import { SCORE_STEPS, weigh } from "./weigh.ts";

const MOST_HITS = 100;
/** Values of a filter, and keywords that are filtered by or counted. */
const MOST_VALUES = 64;
/** Beyond these, matches are counted only when facets are asked for. */
const MOST_COUNTED = 10_000;

export interface AnswerLimits {
  /** True once the time for an answer is over; the question is refused then. */
  readonly deadline?: (() => boolean) | undefined;
}

/**
 * Answers a question over all segments of an index, with the very hits and order that scoring every document would give.
 * Throws `QuestionRefused` for a question that goes over a limit.
 */
export function answer(
  schema: Schema,
  segments: readonly SearchedSegment[],
  question: Question,
  { deadline }: AnswerLimits = {},
): Answer {
  refuse(schema, question);
  const checkTime = (): void => {
    if (deadline?.()) throw new QuestionRefused("The question took too long; ask for fewer or rarer words.");
  };
  const { meaning } = question;
  const asked = meaning?.weight === 1 ? { ...question, should: [] } : question;
  const plan = weigh(planQuestion(schema, asked), segments);
  const scans = segments.flatMap((searched) => createScan(searched, plan, question) ?? []);
  const page = meaning
    ? rankByMeaning({ schema, segments, scans, plan, question, meaning, checkTime })
    : rank(scans, question, checkTime);
  return { ...page, ...total(scans, question, checkTime) };
}

function refuse(schema: Schema, question: Question): void {
  const { keywords } = schema;
  const { limit, meaning } = question;
  if (meaning) refuseMeaning(schema, question, meaning);
  if (!Number.isInteger(limit) || limit < 0 || limit > MOST_HITS)
    throw new QuestionRefused(`A page has 0 to ${MOST_HITS} hits.`);
  if ([question.keywords, question.facets, ...question.keywords.map(({ anyOf }) => anyOf)].some(isTooMany))
    throw new QuestionRefused(`A question may have at most ${MOST_VALUES} filters, and each filter as many values.`);
  for (const name of [...question.facets, ...question.keywords.map((filter) => filter.name)])
    if (!keywords.includes(name))
      throw new QuestionRefused(`There is no keyword "${name}"; choose ${keywords.join(", ")}.`);
}

const isTooMany = ({ length }: readonly unknown[]): boolean => length > MOST_VALUES;

/** One more than fits on the page is looked for, to know whether there is another page. */
function rank(scans: readonly SegmentScan[], question: Question, checkTime: TimeCheck): Pick<Answer, "hits" | "next"> {
  const { sort, limit } = question;
  const top = new TopHits(limit === 0 ? 0 : limit + 1, placeOf(question));
  if (limit > 0 && sort === "relevance") rankByScore(scans, top, checkTime);
  else if (limit > 0 && sort !== "relevance") rankByDate(scans, top, sort, checkTime);
  const hits = Array.from({ length: Math.min(top.count, limit) }, (_, at): Hit => {
    const tie = top.ties[at] as number;
    return {
      key: sort === "oldest" ? -tie : tie,
      score: sort === "relevance" ? (top.values[at] as number) / SCORE_STEPS : 0,
      date: top.segments[at]?.dates[top.documents[at] as number] ?? NO_DATE,
    };
  });
  const last = limit - 1;
  const next =
    top.count > limit && limit > 0
      ? cursorAt(sort, { value: top.values[last] as number, tie: top.ties[last] as number })
      : undefined;
  return { hits, next };
}

function total(
  scans: readonly SegmentScan[],
  { facets }: Question,
  checkTime: TimeCheck,
): Pick<Answer, "total" | "isTotalExact" | "facets"> {
  if (facets.length === 0) {
    const { count, isWhole } = countMatches(scans, MOST_COUNTED, checkTime);
    return { total: count, isTotalExact: isWhole, facets: {} };
  }
  const sets = new Map(scans.map((scan) => [scan, new MatchSet(scan.searched.segment)]));
  const { count } = countMatches(scans, Number.POSITIVE_INFINITY, checkTime, (scan) =>
    sets.get(scan)?.add(scan.candidates),
  );
  const counted = facets.map((name) => [name, countValues([...sets.values()], name)] as const);
  return { total: count, isTotalExact: true, facets: Object.fromEntries(counted) };
}
