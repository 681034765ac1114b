import type { Gate } from "./gate.ts";
import type { PostingRange } from "./membership.ts";
import { seek } from "./seek.ts";
import { type TermWindows, WINDOW } from "./term-windows.ts";

/** Above so many postings in a window, looking at all its sums is cheaper than noting which are not empty. */
const MOST_TOUCHED = WINDOW / 8;

/** Documents of one window, ascending, with the scores they have so far. All memory is kept from window to window. */
export class Candidates {
  readonly documents = new Uint32Array(WINDOW);
  readonly scores = new Float64Array(WINDOW);
  count = 0;
  /** By place in the window; empty between calls. */
  readonly #sums = new Float64Array(WINDOW);
  readonly #touched = new Uint16Array(WINDOW);

  /** All documents from `from` up to `until`. */
  fillWithAll(from: number, until: number): void {
    this.count = until - from;
    for (let at = 0; at < this.count; at++) {
      this.documents[at] = from + at;
      this.scores[at] = 0;
    }
  }

  /** The postings of a list from `start` on that stand before document `until`, without a score. */
  fillFromList({ documents, end }: PostingRange, start: number, until: number): void {
    let count = 0;
    for (let at = start; at < end; at++) {
      const document = documents[at] as number;
      if (document >= until) break;
      this.documents[count] = document;
      this.scores[count++] = 0;
    }
    this.count = count;
  }

  /** Documents with the term, from `from` up to `until`, that reach `needed` by it. */
  fillFromTerm(term: TermWindows, window: number, from: number, until: number, needed: number): void {
    const { documents, impacts, fields, mask, weight, end } = term;
    const { documents: kept, scores } = this;
    let count = 0;
    for (let at = seek(documents, term.first[window] as number, end, from); at < end; at++) {
      const document = documents[at] as number;
      if (document >= until) break;
      const score = weight * (impacts[at] as number);
      if (score < needed || ((fields[at] as number) & mask) === 0) continue;
      kept[count] = document;
      scores[count++] = score;
    }
    this.count = count;
  }

  /** Documents with any of the terms, from `from` up to `until`, whose sums reach `needed`. */
  fillFromSums(terms: readonly TermWindows[], window: number, from: number, until: number, needed: number): void {
    let postings = 0;
    for (const { density } of terms) postings += density;
    if (postings > MOST_TOUCHED) {
      for (const term of terms) this.#addToSums(term, window, from, until);
      this.#takeAllSums(from, until, needed);
    } else {
      let touched = 0;
      for (const term of terms) touched = this.#addToTouchedSums(term, window, from, until, touched);
      this.#takeTouchedSums(from, touched, needed);
    }
  }

  #addToSums(term: TermWindows, window: number, from: number, until: number): void {
    const { documents, impacts, fields, mask, weight, end } = term;
    const sums = this.#sums;
    const start = seek(documents, term.first[window] as number, end, from);
    if (term.isAnywhere) {
      for (let at = start; at < end; at++) {
        const slot = (documents[at] as number) - from;
        if (slot >= WINDOW) break;
        sums[slot] = (sums[slot] as number) + weight * (impacts[at] as number);
      }
    } else {
      for (let at = start; at < end && (documents[at] as number) < until; at++) {
        if (((fields[at] as number) & mask) === 0) continue;
        const slot = (documents[at] as number) - from;
        sums[slot] = (sums[slot] as number) + weight * (impacts[at] as number);
      }
    }
  }

  /** Notes which sums are no longer empty, and returns how many those are. */
  #addToTouchedSums(term: TermWindows, window: number, from: number, until: number, noted: number): number {
    const { documents, impacts, fields, mask, weight, end } = term;
    const sums = this.#sums;
    const touched = this.#touched;
    let count = noted;
    for (let at = seek(documents, term.first[window] as number, end, from); at < end; at++) {
      const document = documents[at] as number;
      if (document >= until) break;
      if (((fields[at] as number) & mask) === 0) continue;
      const slot = document - from;
      const sum = sums[slot] as number;
      if (sum === 0) touched[count++] = slot;
      sums[slot] = sum + weight * (impacts[at] as number);
    }
    return count;
  }

  /** Takes the sums that reach `needed`, and empties all. */
  #takeAllSums(from: number, until: number, needed: number): void {
    const sums = this.#sums;
    const { documents, scores } = this;
    const least = Math.max(needed, 1);
    const slotCount = until - from;
    let count = 0;
    for (let slot = 0; slot < slotCount; slot++) {
      const score = sums[slot] as number;
      if (score < least) continue;
      documents[count] = from + slot;
      scores[count++] = score;
    }
    sums.fill(0);
    this.count = count;
  }

  /** The same, when few sums are not empty; few of those are enough. */
  #takeTouchedSums(from: number, touchedCount: number, needed: number): void {
    const sums = this.#sums;
    const touched = this.#touched;
    const { documents, scores } = this;
    let count = 0;
    for (let number = 0; number < touchedCount; number++) {
      const slot = touched[number] as number;
      const score = sums[slot] as number;
      sums[slot] = 0;
      if (score < needed) continue;
      const document = from + slot;
      let at = count++;
      for (; at > 0 && (documents[at - 1] as number) > document; at--) {
        documents[at] = documents[at - 1] as number;
        scores[at] = scores[at - 1] as number;
      }
      documents[at] = document;
      scores[at] = score;
    }
    this.count = count;
  }

  /** Adds a term; those that do not reach `needed` then, or lack a term that is required, go. */
  addTerm(term: TermWindows, window: number, needed: number, isRequired: boolean): void {
    const { documents: list, impacts, fields, mask, weight, end } = term;
    const { documents, scores, count } = this;
    let at = (term.greatest[window] as number) === 0 ? end : (term.first[window] as number);
    let kept = 0;
    for (let candidate = 0; candidate < count; candidate++) {
      const document = documents[candidate] as number;
      let score = scores[candidate] as number;
      at = seek(list, at, end, document);
      if (at < end && list[at] === document && ((fields[at] as number) & mask) !== 0)
        score += weight * (impacts[at] as number);
      else if (isRequired) continue;
      if (score < needed) continue;
      documents[kept] = document;
      scores[kept++] = score;
    }
    this.count = kept;
  }

  keepPassing(gate: Pick<Gate, "passes">): void {
    const { documents, scores, count } = this;
    let kept = 0;
    for (let candidate = 0; candidate < count; candidate++) {
      const document = documents[candidate] as number;
      if (!gate.passes(document)) continue;
      documents[kept] = document;
      scores[kept++] = scores[candidate] as number;
    }
    this.count = kept;
  }

  /** Without those that have no term yet. */
  keepScored(): void {
    const { documents, scores, count } = this;
    let kept = 0;
    for (let candidate = 0; candidate < count; candidate++) {
      if (scores[candidate] === 0) continue;
      documents[kept] = documents[candidate] as number;
      scores[kept++] = scores[candidate] as number;
    }
    this.count = kept;
  }
}
