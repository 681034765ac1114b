import type { Question } from "../question.ts";
import type { SearchedSegment } from "../segment/segment.ts";
import { type Gate, openGate } from "./gate.ts";
import { PhraseChecks } from "./phrase-checks.ts";
import { type ScanTerm, scanTerms } from "./scan-term.ts";
import { SegmentScan } from "./segment-scan.ts";
import type { WeighedPlan } from "./weigh.ts";
import { type Lead, roomOf } from "./word-room.ts";

/** Looking a term up costs about so many times what adding up a posting costs. */
const LOOK_UP_COST = 4;

/**
 * Undefined when nothing in the segment can match. A segment has room for one scan at a time: it is over when the next one of
 * the same segment is made.
 */
export function createScan(
  searched: SearchedSegment,
  plan: WeighedPlan,
  { keywords, date }: Pick<Question, "keywords" | "date">,
): SegmentScan | undefined {
  const { segment } = searched;
  const terms = scanTerms(searched, plan);
  const required = terms.filter(({ role }) => role === "required").toSorted((a, b) => b.size - a.size);
  const any = terms.filter(({ role }) => role === "any");
  const isMissing = required.length < plan.terms.filter(({ role }) => role === "required").length;
  if (isMissing || (!plan.isEverything && required.length === 0 && any.length === 0)) return undefined;
  const room = roomOf(segment);
  const gate = openGate(room, searched, { date, keywords, barredTerms: plan.barredTerms });
  if (gate.count === 0) return undefined;
  const lead = leadOf(required, any, gate, plan.isEverything);
  room.open({
    required: lead === "term" ? required.slice(0, -1) : required,
    any,
    extras: terms.filter(({ role }) => role === "extra").toSorted((a, b) => a.weight - b.weight),
    lead,
    leadTerm: lead === "term" ? required.at(-1) : undefined,
    isGated: gate.isNeeded,
  });
  return new SegmentScan(searched, room, gate, new PhraseChecks(segment, plan, terms));
}

/** The cheapest way to a set of documents that holds all matches. `required` ends with the rarest. */
function leadOf(required: readonly ScanTerm[], any: readonly ScanTerm[], gate: Gate, isEverything: boolean): Lead {
  if (isEverything) return gate.isNeeded ? "bits" : "everything";
  const rarest = required.at(-1);
  const postings = rarest?.size ?? any.reduce((sum, { size }) => sum + size, 0);
  const lookUps = gate.count * LOOK_UP_COST * Math.max(any.length, 1);
  if (gate.isNeeded && lookUps < postings) return "bits";
  return rarest ? "term" : "union";
}
