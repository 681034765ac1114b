import type { DateRange, KeywordFilter } from "../question.ts";
import { NO_DATE } from "../schema.ts";
import { keywordTerm, type SearchedSegment, type Segment } from "../segment/segment.ts";
import { type DateWindows, dateWindowsOf } from "./date-windows.ts";
import { type Membership, membershipOf, type PostingRange } from "./membership.ts";
import type { FieldTerm } from "./plan.ts";

/** Lets only those documents pass that no filter holds back. */
export class Gate {
  /** False when everything passes. */
  readonly isNeeded: boolean;
  readonly #deleted: Uint8Array | undefined;
  readonly #dates: Int32Array | undefined;
  readonly #windows: DateWindows | undefined;
  readonly #from: number;
  readonly #until: number;
  readonly #within: readonly Membership[];
  readonly #without: readonly Membership[];

  constructor(
    { segment, deleted }: SearchedSegment,
    { from, until }: DateRange,
    within: readonly Membership[],
    without: readonly Membership[],
  ) {
    const isDated = from !== undefined || until !== undefined;
    this.#deleted = deleted;
    this.#dates = isDated ? segment.dates : undefined;
    this.#windows = isDated ? dateWindowsOf(segment) : undefined;
    this.#from = from ?? Number.NEGATIVE_INFINITY;
    this.#until = until ?? Number.POSITIVE_INFINITY;
    this.#within = within;
    this.#without = without;
    this.isNeeded = isDated || deleted !== undefined || within.length > 0 || without.length > 0;
  }

  /** False when no document of the window can pass because of its date. */
  mayPassIn(window: number): boolean {
    if (!this.#windows) return true;
    const { newest, oldest } = this.#windows;
    return (newest[window] as number) >= this.#from && -(oldest[window] as number) <= this.#until;
  }

  passes(document: number): boolean {
    const deleted = this.#deleted;
    if (deleted && ((deleted[document >>> 3] as number) & (1 << (document & 7))) !== 0) return false;
    if (this.#dates) {
      const date = this.#dates[document] as number;
      if (date === NO_DATE || date < this.#from || date > this.#until) return false;
    }
    for (const members of this.#within) if (!members.has(document)) return false;
    for (const members of this.#without) if (members.has(document)) return false;
    return true;
  }
}

/** The lists of the values that a filter allows, as far as this segment has them. */
export function filterRanges({ keywords }: Segment, { name, anyOf }: KeywordFilter): PostingRange[] {
  return [...new Set(anyOf)].flatMap((value) => {
    const number = keywords.find(keywordTerm(name, value));
    if (number === undefined) return [];
    const [start, end] = [keywords.start[number] as number, keywords.start[number + 1] as number];
    return { documents: keywords.documents, start, end };
  });
}

/** The documents that have a term which must not be there. `lookUps` says how many documents will be compared, about. */
export function barredMemberships(
  { words, documentCount }: Segment,
  terms: readonly FieldTerm[],
  lookUps: number,
): Membership[] {
  const ranges = terms.flatMap(({ text, fields }): PostingRange[] => {
    const number = words.find(text);
    if (number === undefined) return [];
    const [start, end] = [words.start[number] as number, words.start[number + 1] as number];
    return [{ documents: words.documents, start, end, fields: words.fields, mask: fields }];
  });
  return ranges.length === 0 ? [] : [membershipOf(ranges, documentCount, lookUps)];
}
