import type { SearchedSegment } from "../segment/segment.ts";
import type { WeighedPlan, WeighedTerm } from "./weigh.ts";

/** A term of a question in one segment. */
export interface ScanTerm {
  /** In the dictionary of words. */
  readonly number: number;
  /** `any` too for the rarest word of a phrase that is one way to match. */
  readonly role: WeighedTerm["role"];
  /** Whether a document that has an `any` term needs no look at phrases. */
  readonly isProof: boolean;
  readonly weight: number;
  /** Bit `n` set: text field `n` counts. */
  readonly mask: number;
  /** Its postings. */
  readonly start: number;
  readonly end: number;
  readonly size: number;
}

/** Those terms that the segment has. */
export function scanTerms({ segment }: SearchedSegment, { terms }: WeighedPlan): ScanTerm[] {
  return terms.flatMap((term): ScanTerm | [] => {
    const number = segment.words.find(term.text);
    if (number === undefined) return [];
    const [start, end] = [segment.words.start[number] as number, segment.words.start[number + 1] as number];
    return {
      number,
      role: term.isLead ? "any" : term.role,
      isProof: term.role === "any",
      weight: term.weight,
      mask: term.fields,
      start,
      end,
      size: end - start,
    };
  });
}
