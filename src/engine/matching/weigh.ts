import { FULL_IMPACT, SATURATION, type SearchedSegment } from "../segment/segment.ts";
import type { Plan, PlannedTerm } from "./plan.ts";

/**
 * Scores are counted in whole steps of 2^-40: 64 terms stay below 2^53, so that sums are exact in any order, and a search
 * that skips has the very scores of one that does not.
 */
export const SCORE_STEPS = 2 ** 40;

export interface WeighedTerm extends PlannedTerm {
  /** Score steps for each step of impact. */
  readonly weight: number;
  /** The rarest word of a phrase that may stand instead of an `any` term: whoever has neither is no match. */
  readonly isLead: boolean;
}

/** A plan with the rarity of its words over all segments. */
export interface WeighedPlan extends Plan {
  readonly terms: readonly WeighedTerm[];
}

/** Deleted documents count for rarity until they are merged away. */
export function weigh(plan: Plan, segments: readonly SearchedSegment[]): WeighedPlan {
  const size = segments.reduce((sum, { segment }) => sum + segment.documentCount, 0);
  const counts = new Map(plan.terms.map(({ text }) => [text, documentCount(segments, text)]));
  const countOf = (text: string): number => counts.get(text) ?? 0;
  const leads = new Set(
    plan.anyPhrases.map(({ run, rest, fields }) => {
      const rarest = [...run, ...rest].reduce((a, b) => (countOf(b) < countOf(a) ? b : a));
      return `${fields} ${rarest}`;
    }),
  );
  return {
    ...plan,
    terms: plan.terms.map((term) => ({
      ...term,
      weight: weightOf(size, countOf(term.text)),
      isLead: leads.has(`${term.fields} ${term.text}`),
    })),
  };
}

function documentCount(segments: readonly SearchedSegment[], text: string): number {
  let count = 0;
  for (const { segment } of segments) {
    const { words } = segment;
    const number = words.find(text);
    if (number !== undefined) count += (words.start[number + 1] as number) - (words.start[number] as number);
  }
  return count;
}

/** Rarity as in BM25, never below zero, for an impact that is a share of `FULL_IMPACT`. */
function weightOf(size: number, count: number): number {
  const rarity = Math.log(1 + (size - count + 0.5) / (count + 0.5));
  return Math.max(1, Math.round(((rarity * (SATURATION + 1)) / FULL_IMPACT) * SCORE_STEPS));
}
