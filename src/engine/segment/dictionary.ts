import { hashOfBytes } from "./term-hash.ts";

/** Slots of the hash table for each term: more are faster to look through, and cost 4 bytes each. */
const SLOTS_PER_TERM = 1.5;

const MOST_RECENT = 256;

/** Terms in ascending order of their UTF-8 bytes, found by a hash table that is stored with them. */
export class Dictionary {
  /** All terms one after another; term `n` stands from `start[n]` to `start[n + 1]`. */
  readonly bytes: Uint8Array;
  readonly start: Uint32Array;
  /** Open addressing: the number of a term plus one, or 0. At least one slot is free. */
  readonly slots: Uint32Array;
  readonly #text: Buffer;
  /** A question asks for each of its terms several times, and people for some terms again and again. */
  readonly #recent = new Map<string, number | undefined>();

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
    if (!this.#recent.has(term)) {
      if (this.#recent.size === MOST_RECENT) this.#recent.clear();
      this.#recent.set(term, this.#lookUp(term));
    }
    return this.#recent.get(term);
  }

  #lookUp(term: string): number | undefined {
    if (term !== asked.term) asked = askedTerm(term);
    const wanted = asked.utf8;
    let slot = slotOf(asked.hash, this.slots.length);
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

/** What was looked up last: one dictionary after another is asked for the same term. */
let asked = askedTerm("");

function askedTerm(term: string): { readonly term: string; readonly utf8: Uint8Array; readonly hash: number } {
  const utf8 = Buffer.from(term);
  return { term, utf8, hash: hashOfBytes(utf8, 0, utf8.length) };
}

/** Of different terms in order, one after another; term `n` stands from `start[n]` to `start[n + 1]`. */
export function createDictionary(bytes: Uint8Array, start: Uint32Array): Dictionary {
  const termCount = start.length - 1;
  const slots = new Uint32Array(Math.ceil(termCount * SLOTS_PER_TERM) + 1);
  for (let number = 0; number < termCount; number++) {
    let slot = slotOf(hashOfBytes(bytes, start[number] as number, start[number + 1] as number), slots.length);
    while (slots[slot] !== 0) slot = slot + 1 === slots.length ? 0 : slot + 1;
    slots[slot] = number + 1;
  }
  return new Dictionary(bytes, start, slots);
}

/** Spreads hashes evenly over any number of slots. */
function slotOf(hash: number, slotCount: number): number {
  return Math.floor((hash / 0x1_0000_0000) * slotCount);
}
