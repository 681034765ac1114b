import type { Question } from "../question.ts";
import type { SearchedSegment } from "../segment/segment.ts";
import { barredMemberships, filterRanges, Gate } from "./gate.ts";
import { membershipOf, mergedRange, type PostingRange, sizeOf } from "./membership.ts";
import { PhraseChecks } from "./phrase-checks.ts";
import { type Lead, SegmentScan } from "./segment-scan.ts";
import { TermWindows, windowCountOf } from "./term-windows.ts";
import type { WeighedPlan } from "./weigh.ts";

/** Looking a term up costs about so many times what adding up a posting costs. */
const LOOK_UP_COST = 4;

/** Merging the lists of several values costs about so many times what reading one costs. */
const MERGE_COST = 8;

/** More candidates than these are rarely compared with a filter, as most do not reach the score that is needed. */
const MOST_GATED = 8_192;

/** Undefined when nothing in the segment can match. */
export function createScan(
  searched: SearchedSegment,
  plan: WeighedPlan,
  { keywords, date }: Pick<Question, "keywords" | "date">,
): SegmentScan | undefined {
  const { segment } = searched;
  const windowCount = windowCountOf(segment.documentCount);
  const terms = termsOf(searched, plan, windowCount);
  const required = terms.filter(({ role }) => role === "required").toSorted((a, b) => b.size - a.size);
  const any = terms.filter(({ role }) => role === "any").toSorted((a, b) => a.weight - b.weight);
  const filters = keywords.map((filter) => filterRanges(segment, filter)).toSorted((a, b) => sizeOf(a) - sizeOf(b));
  const isMissing = required.length < plan.terms.filter(({ role }) => role === "required").length;
  if (isMissing || filters.some(({ length }) => length === 0)) return undefined;
  if (!plan.isEverything && required.length === 0 && any.length === 0) return undefined;

  const lead = leadOf(required, any, filters[0], plan.isEverything, segment.documentCount);
  const others = lead.kind === "list" ? filters.slice(1) : filters;
  const lookUps = Math.min(leadSize(lead, any, segment.documentCount), MOST_GATED);
  return new SegmentScan({
    searched,
    required: lead.kind === "term" ? required.slice(0, -1) : required,
    any,
    extras: terms.filter(({ role }) => role === "extra").toSorted((a, b) => a.weight - b.weight),
    lead,
    gate: new Gate(
      searched,
      date,
      others.map((ranges) => membershipOf(ranges, segment.documentCount, lookUps)),
      barredMemberships(segment, plan.barredTerms, lookUps),
    ),
    phrases: new PhraseChecks(segment, plan, terms),
  });
}

function termsOf({ segment }: SearchedSegment, { terms }: WeighedPlan, windowCount: number): TermWindows[] {
  return terms.flatMap((term) => {
    const number = segment.words.find(term.text);
    return number === undefined ? [] : new TermWindows(segment.words, number, term, windowCount);
  });
}

/** The cheapest way to a set of documents that holds all matches. `required` ends with the rarest. */
function leadOf(
  required: readonly TermWindows[],
  any: readonly TermWindows[],
  filter: readonly PostingRange[] | undefined,
  isEverything: boolean,
  documentCount: number,
): Lead {
  const rarest = required.at(-1);
  const postings = rarest?.size ?? any.reduce((sum, { size }) => sum + size, 0);
  if (filter) {
    const walk =
      sizeOf(filter) * (filter.length > 1 ? MERGE_COST : 1) * (any.length > 0 ? LOOK_UP_COST * any.length : 1);
    if (walk < (isEverything ? documentCount : postings)) return { kind: "list", range: mergedRange(filter) };
  }
  if (isEverything) return { kind: "everything" };
  return rarest ? { kind: "term", term: rarest } : { kind: "union" };
}

function leadSize(lead: Lead, any: readonly TermWindows[], documentCount: number): number {
  if (lead.kind === "everything") return documentCount;
  if (lead.kind === "list") return lead.range.end - lead.range.start;
  if (lead.kind === "term") return lead.term.size;
  return any.reduce((sum, { size }) => sum + size, 0);
}
