import { hashOfBytes } from "./term-hash.ts";

/** Slots of the hash table for each term: more are faster to look through, and cost 4 bytes each. */
const SLOTS_PER_TERM = 1.5;

/** Terms in ascending order of their UTF-8 bytes, found by a hash table that is stored with them. */
export class Dictionary {
  /** All terms one after another; term `n` stands from `start[n]` to `start[n + 1]`. */
  readonly bytes: Uint8Array;
  readonly start: Uint32Array;
  /** Open addressing: the number of a term plus one, or 0. At least one slot is free. */
  readonly slots: Uint32Array;
  readonly #text: Buffer;

  constructor(bytes: Uint8Array, start: Uint32Array, slots: Uint32Array) {
    this.bytes = bytes;
    this.start = start;
    this.slots = slots;
    this.#text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get termCount(): number {
    return this.start.length - 1;
  }

  termAt(number: number): string {
    return this.#text.toString("utf8", this.start[number], this.start[number + 1]);
  }

  find(term: string): number | undefined {
    const wanted = Buffer.from(term);
    let slot = firstSlot(wanted, 0, wanted.length, this.slots.length);
    for (let found = this.slots[slot] as number; found !== 0; found = this.slots[slot] as number) {
      if (this.#isTerm(found - 1, wanted)) return found - 1;
      slot = slot + 1 === this.slots.length ? 0 : slot + 1;
    }
    return undefined;
  }

  #isTerm(number: number, wanted: Uint8Array): boolean {
    const start = this.start[number] as number;
    if ((this.start[number + 1] as number) - start !== wanted.length) return false;
    for (let at = 0; at < wanted.length; at++) if (this.bytes[start + at] !== wanted[at]) return false;
    return true;
  }
}

/** `terms` are different and in order. */
export function createDictionary(terms: readonly string[]): Dictionary {
  const bytes = Buffer.from(terms.join(""));
  const start = new Uint32Array(terms.length + 1);
  const slots = new Uint32Array(Math.ceil(terms.length * SLOTS_PER_TERM) + 1);
  for (let number = 0; number < terms.length; number++) {
    const from = start[number] as number;
    const to = from + Buffer.byteLength(terms[number] as string);
    start[number + 1] = to;
    let slot = firstSlot(bytes, from, to, slots.length);
    while (slots[slot] !== 0) slot = slot + 1 === slots.length ? 0 : slot + 1;
    slots[slot] = number + 1;
  }
  return new Dictionary(bytes, start, slots);
}

/** In the order of UTF-8, which is not that of UTF-16 for characters beyond U+FFFF. */
export function compareTerms(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
}

/** Spreads hashes evenly over any number of slots. */
function firstSlot(bytes: Uint8Array, from: number, to: number, slotCount: number): number {
  return Math.floor((hashOfBytes(bytes, from, to) / 0x1_0000_0000) * slotCount);
}
