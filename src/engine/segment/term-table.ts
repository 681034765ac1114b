import { hashOfBytes } from "./term-hash.ts";

/** Twice the memory, with the same content. */
function grown<Numbers extends Uint8Array | Uint32Array>(numbers: Numbers, least = 0): Numbers {
  const larger = new (numbers.constructor as new (length: number) => Numbers)(Math.max(2 * numbers.length, least));
  larger.set(numbers);
  return larger;
}

/**
 * Numbers terms as they first appear, and counts the documents each appears in. Terms are bytes of UTF-8 in a hash table of its
 * own: with strings in a `Map`, looking up words took half the time of building a segment.
 */
export class TermTable {
  /** All terms one after another; term `n` stands from `start[n]` to `start[n + 1]`. */
  bytes: Uint8Array = new Uint8Array(8_192);
  start = new Uint32Array(1_024);
  documentCounts = new Uint32Array(1_024);
  termCount = 0;
  /** The last document of each term, plus one. */
  #lastDocuments = new Uint32Array(1_024);
  /** Open addressing, two numbers a slot: the hash of a term, and its number plus one or 0. */
  #slots = new Uint32Array(2 * 1_024);
  #slotMask = 1_023;

  /** The number of the term that stands in `utf8` from `from` to `to`. */
  number(utf8: Uint8Array, from: number, to: number): number {
    const hash = hashOfBytes(utf8, from, to);
    const slots = this.#slots;
    for (let slot = hash & this.#slotMask; ; slot = (slot + 1) & this.#slotMask) {
      const found = slots[2 * slot + 1] as number;
      if (found === 0) return this.#add(utf8, from, to, hash);
      if (slots[2 * slot] === hash && this.#isTerm(found - 1, utf8, from, to)) return found - 1;
    }
  }

  /** Broken surrogates become U+FFFD. */
  numberOf(term: string): number {
    const utf8 = Buffer.from(term);
    return this.number(utf8, 0, utf8.length);
  }

  /** Says that `document` has term `number`: true the first time. The documents of a term must come in ascending order. */
  note(number: number, document: number): boolean {
    if (this.#lastDocuments[number] === document + 1) return false;
    this.#lastDocuments[number] = document + 1;
    this.documentCounts[number] = (this.documentCounts[number] as number) + 1;
    return true;
  }

  #isTerm(number: number, utf8: Uint8Array, from: number, to: number): boolean {
    const { bytes, start } = this;
    let at = start[number] as number;
    if ((start[number + 1] as number) - at !== to - from) return false;
    for (let other = from; other < to; other++, at++) if (bytes[at] !== utf8[other]) return false;
    return true;
  }

  #add(utf8: Uint8Array, from: number, to: number, hash: number): number {
    const number = this.termCount++;
    const begin = this.start[number] as number;
    const end = begin + to - from;
    if (end > this.bytes.length) this.bytes = grown(this.bytes, end);
    for (let at = from; at < to; at++) this.bytes[begin + at - from] = utf8[at] as number;
    if (number + 2 > this.start.length) {
      this.start = grown(this.start);
      this.documentCounts = grown(this.documentCounts);
      this.#lastDocuments = grown(this.#lastDocuments);
    }
    this.start[number + 1] = end;
    if (2 * number > this.#slotMask) this.#spread();
    this.#place(number, hash);
    return number;
  }

  #place(number: number, hash: number): void {
    let slot = hash & this.#slotMask;
    while (this.#slots[2 * slot + 1] !== 0) slot = (slot + 1) & this.#slotMask;
    this.#slots[2 * slot] = hash;
    this.#slots[2 * slot + 1] = number + 1;
  }

  #spread(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(2 * before.length);
    this.#slotMask = before.length - 1;
    for (let at = 0; at < before.length; at += 2)
      if (before[at + 1] !== 0) this.#place((before[at + 1] as number) - 1, before[at] as number);
  }
}
