import type { SearchedSegment } from "../segment/segment.ts";
import { Candidates } from "./candidates.ts";
import type { Gate } from "./gate.ts";
import type { PostingRange } from "./membership.ts";
import type { PhraseChecks } from "./phrase-checks.ts";
import { type TermWindows, WINDOW, windowCountOf, windowOf } from "./term-windows.ts";

/** Looking a term up for one candidate costs about so many times what adding up a posting costs. */
const LOOK_UP_COST = 16;

/** Where the documents of a window come from, before they are looked at one by one. */
export type Lead =
  | { readonly kind: "term"; readonly term: TermWindows }
  | { readonly kind: "list"; readonly range: PostingRange }
  | { readonly kind: "union" }
  | { readonly kind: "everything" };

export interface ScanParts {
  readonly searched: SearchedSegment;
  /** Terms that are not the lead, by role and the weakest first. */
  readonly required: readonly TermWindows[];
  readonly any: readonly TermWindows[];
  readonly extras: readonly TermWindows[];
  readonly lead: Lead;
  readonly gate: Gate;
  readonly phrases: PhraseChecks;
}

/** One question over one segment, window by window, in any order: MaxScore (Turtle and Flood 1995) with block maxima. */
export class SegmentScan {
  readonly searched: SearchedSegment;
  /** The windows that may hold matches, ascending. */
  readonly windows: Uint32Array;
  /** The greatest score that a window can hold. */
  readonly bounds: Float64Array;
  readonly candidates = new Candidates();
  readonly #parts: ScanParts;
  /** In a list that leads, the first posting of each window, and one more. */
  readonly #listStarts: Uint32Array | undefined;
  /** Terms of the present window: those whose postings are added up, and those that are looked up, weakest first. */
  readonly #added: TermWindows[] = [];
  readonly #lookedUp: TermWindows[] = [];

  constructor(parts: ScanParts) {
    const { searched, lead, required, any, extras } = parts;
    const windowCount = windowCountOf(searched.segment.documentCount);
    this.#parts = parts;
    this.searched = searched;
    this.#listStarts = lead.kind === "list" ? listStarts(lead.range, windowCount) : undefined;
    this.bounds = new Float64Array(windowCount);
    const terms = [...required, ...any, ...extras, ...(lead.kind === "term" ? [lead.term] : [])];
    for (const { weight, greatest } of terms)
      for (let window = 0; window < windowCount; window++)
        this.bounds[window] = (this.bounds[window] as number) + weight * (greatest[window] as number);
    this.windows = Uint32Array.from(this.bounds.keys()).filter((window) => this.#mayMatchIn(window));
  }

  /** Whether all candidates are matches, without `isMatch`. */
  get isExact(): boolean {
    return !this.#parts.phrases.isNeeded;
  }

  /** What only reading a candidate's words can tell. */
  isMatch(document: number): boolean {
    return this.isExact || this.#parts.phrases.passes(document);
  }

  /** Leaves those candidates that match. */
  keepMatches(): void {
    if (!this.isExact) this.candidates.keepPassing(this.#parts.phrases);
  }

  /** Gathers the candidates of a window that reach a score, with their scores. */
  gatherScored(window: number, threshold: number): void {
    const { any, extras, required, lead } = this.#parts;
    let rest = 0;
    for (const term of extras) rest += term.boundIn(window);
    for (const term of required) rest += term.boundIn(window);
    this.#added.length = 0;
    this.#lookedUp.length = 0;
    for (const term of any) {
      const bound = term.boundIn(window);
      if (bound === 0) continue;
      const isLookedUp = lead.kind === "list" || rest + bound < threshold;
      if (isLookedUp) rest += bound;
      (isLookedUp ? this.#lookedUp : this.#added).push(term);
    }
    rest -= this.#addWhatIsCheap(window);
    this.#fill(window, threshold - rest);
    rest = this.#lookUp(required, window, threshold, rest);
    rest = this.#lookUp(this.#lookedUp, window, threshold, rest);
    if (lead.kind === "list" && any.length > 0) this.candidates.keepScored();
    this.#lookUp(extras, window, threshold, rest);
  }

  /**
   * Where the postings to be added up are many, adding a term more is cheaper than looking it up for each of them, and leaves
   * fewer candidates. Returns the bound of the terms that are added now and not looked up.
   */
  #addWhatIsCheap(window: number): number {
    let postings = 0;
    for (const { density } of this.#added) postings += density;
    let bound = 0;
    let kept = 0;
    for (const term of this.#lookedUp) {
      if (term.density < LOOK_UP_COST * postings) {
        bound += term.boundIn(window);
        this.#added.push(term);
      } else this.#lookedUp[kept++] = term;
    }
    this.#lookedUp.length = kept;
    return bound;
  }

  /** Gathers all candidates of a window; their scores are not whole. */
  gatherAll(window: number): void {
    const { any, required, lead } = this.#parts;
    this.#added.length = 0;
    if (lead.kind === "union") for (const term of any) if (term.boundIn(window) > 0) this.#added.push(term);
    this.#fill(window, Number.NEGATIVE_INFINITY);
    this.#lookUp(required, window, Number.NEGATIVE_INFINITY, 0);
    if (lead.kind !== "list" || any.length === 0) return;
    this.#lookUp(any, window, Number.NEGATIVE_INFINITY, 0);
    this.candidates.keepScored();
  }

  /** Takes what leads, as far as it reaches `needed` and passes the gate. */
  #fill(window: number, needed: number): void {
    const { candidates } = this;
    const { lead, gate, searched } = this.#parts;
    const from = window * WINDOW;
    const until = Math.min(from + WINDOW, searched.segment.documentCount);
    const [only] = this.#added;
    if (lead.kind === "everything") candidates.fillWithAll(from, until);
    else if (lead.kind === "list") candidates.fillFromList(lead.range, this.#listStarts?.[window] ?? 0, until);
    else if (lead.kind === "term") candidates.fillFromTerm(lead.term, window, from, until, needed);
    else if (only && this.#added.length === 1) candidates.fillFromTerm(only, window, from, until, needed);
    else candidates.fillFromSums(this.#added, window, from, until, needed);
    if (gate.isNeeded) candidates.keepPassing(gate);
  }

  /** The strongest first. Returns the bound of what is left to look up. */
  #lookUp(terms: readonly TermWindows[], window: number, threshold: number, rest: number): number {
    let left = rest;
    for (let at = terms.length - 1; at >= 0 && this.candidates.count > 0; at--) {
      const term = terms[at] as TermWindows;
      left -= term.boundIn(window);
      this.candidates.addTerm(term, window, threshold - left, term.role === "required");
    }
    return left;
  }

  #mayMatchIn(window: number): boolean {
    const { required, any, lead, gate } = this.#parts;
    if (!gate.mayPassIn(window)) return false;
    if (lead.kind === "term" && lead.term.greatest[window] === 0) return false;
    if (this.#listStarts && this.#listStarts[window] === this.#listStarts[window + 1]) return false;
    if (any.length > 0 && any.every(({ greatest }) => greatest[window] === 0)) return false;
    return required.every(({ greatest }) => greatest[window] !== 0);
  }
}

function listStarts({ documents, start, end }: PostingRange, windowCount: number): Uint32Array {
  const starts = new Uint32Array(windowCount + 1);
  let at = start;
  for (let window = 0; window <= windowCount; window++) {
    while (at < end && windowOf(documents[at] as number) < window) at += 1;
    starts[window] = at;
  }
  return starts;
}
