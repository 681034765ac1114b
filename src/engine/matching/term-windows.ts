import { BLOCK, type PostingLists } from "../segment/segment.ts";
import type { WeighedTerm } from "./weigh.ts";

/** Documents are looked at in windows, so that sums of scores stay near the processor. */
const WINDOW_BITS = 11;
export const WINDOW = 1 << WINDOW_BITS;

export const windowCountOf = (documentCount: number): number => (documentCount + WINDOW - 1) >>> WINDOW_BITS;
export const windowOf = (document: number): number => document >>> WINDOW_BITS;

/** Up to so many postings are looked at one by one, as that tells more than their blocks do. */
const FEW_POSTINGS = 2_048;
const ALL_FIELDS = 0xff;

/** A term's postings in a segment, and for each window where they begin and how great an impact can be. */
export class TermWindows {
  /** `any` too for the rarest word of a phrase that is one way to match. */
  readonly role: WeighedTerm["role"];
  /** Whether a document that has an `any` term needs no look at phrases. */
  readonly isProof: boolean;
  readonly weight: number;
  readonly documents: Uint32Array;
  readonly impacts: Uint16Array;
  readonly fields: Uint8Array;
  /** Of `fields`, those that count. */
  readonly mask: number;
  readonly start: number;
  readonly end: number;
  /** Postings in a window, on average. */
  readonly density: number;
  /** 0 where the term is not. */
  readonly greatest: Uint16Array;
  /** No posting of the window stands before this one; some of windows before may stand behind it. */
  readonly first: Uint32Array;

  constructor(lists: PostingLists, number: number, term: WeighedTerm, windowCount: number) {
    this.role = term.isLead ? "any" : term.role;
    this.isProof = term.role === "any";
    this.weight = term.weight;
    this.mask = term.fields;
    this.documents = lists.documents;
    this.impacts = lists.impacts;
    this.fields = lists.fields;
    this.start = lists.start[number] as number;
    this.end = lists.start[number + 1] as number;
    this.density = this.size / windowCount;
    this.greatest = new Uint16Array(windowCount);
    this.first = new Uint32Array(windowCount);
    if (this.size <= FEW_POSTINGS) this.#readPostings();
    else this.#readBlocks(lists, lists.blockStart[number] as number, lists.blockStart[number + 1] as number);
  }

  get size(): number {
    return this.end - this.start;
  }

  /** Whether all text fields count. */
  get isAnywhere(): boolean {
    return this.mask === ALL_FIELDS;
  }

  /** What the term can add to a score in this window. */
  boundIn(window: number): number {
    return this.weight * (this.greatest[window] as number);
  }

  #readPostings(): void {
    const { documents, impacts, fields, mask, greatest, first } = this;
    for (let at = this.start; at < this.end; at++) {
      if (((fields[at] as number) & mask) === 0) continue;
      const window = windowOf(documents[at] as number);
      const impact = impacts[at] as number;
      if (greatest[window] === 0) first[window] = at;
      if (impact > (greatest[window] as number)) greatest[window] = impact;
    }
  }

  #readBlocks({ blockLast, blockMax }: PostingLists, blockStart: number, blockEnd: number): void {
    const { documents, greatest, first } = this;
    for (let block = blockStart; block < blockEnd; block++) {
      const from = this.start + (block - blockStart) * BLOCK;
      const last = windowOf(blockLast[block] as number);
      const impact = blockMax[block] as number;
      for (let window = windowOf(documents[from] as number); window <= last; window++) {
        if (greatest[window] === 0) first[window] = from;
        if (impact > (greatest[window] as number)) greatest[window] = impact;
      }
    }
  }
}
