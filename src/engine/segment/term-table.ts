import { compareTerms } from "./dictionary.ts";
import { hashOfText } from "./term-hash.ts";

/**
 * Numbers terms as they first appear, and counts the documents each appears in. It has a hash table of its own: with a `Map`,
 * looking up words took half the time of building a segment.
 */
export class TermTable {
  readonly terms: string[] = [];
  readonly documentCounts: number[] = [];
  readonly #lastDocuments: number[] = [];
  /** Open addressing, two numbers a slot: the hash of a term, and its number plus one or 0. */
  #slots = new Uint32Array(2 * 1024);
  #slotMask = 1023;

  number(term: string): number {
    const hash = hashOfText(term);
    for (let slot = hash & this.#slotMask; ; slot = (slot + 1) & this.#slotMask) {
      const found = this.#slots[2 * slot + 1] as number;
      if (found === 0) return this.#add(term);
      if (this.#slots[2 * slot] === hash && this.terms[found - 1] === term) return found - 1;
    }
  }

  /** Says that `document` has term `number`: true the first time. The documents of a term must come in ascending order. */
  note(number: number, document: number): boolean {
    if (this.#lastDocuments[number] === document) return false;
    this.#lastDocuments[number] = document;
    this.documentCounts[number] = (this.documentCounts[number] as number) + 1;
    return true;
  }

  /** The numbers in the order of their terms. */
  sorted(): Uint32Array {
    return Uint32Array.from(this.terms.keys()).sort((a, b) =>
      compareTerms(this.terms[a] as string, this.terms[b] as string),
    );
  }

  /** Through UTF-8 and back, as the file keeps it: broken surrogates go, and so does the text that a slice would hold on to. */
  #add(term: string): number {
    const own = Buffer.from(term).toString();
    if (own !== term) return this.number(own);
    this.documentCounts.push(0);
    this.#lastDocuments.push(-1);
    const number = this.terms.push(own) - 1;
    if (2 * number > this.#slotMask) this.#spread();
    else this.#place(number);
    return number;
  }

  #place(number: number): void {
    const hash = hashOfText(this.terms[number] as string);
    let slot = hash & this.#slotMask;
    while (this.#slots[2 * slot + 1] !== 0) slot = (slot + 1) & this.#slotMask;
    this.#slots[2 * slot] = hash;
    this.#slots[2 * slot + 1] = number + 1;
  }

  #spread(): void {
    this.#slots = new Uint32Array(2 * this.#slots.length);
    this.#slotMask = this.#slots.length / 2 - 1;
    for (const number of this.terms.keys()) this.#place(number);
  }
}
