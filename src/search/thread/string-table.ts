import { textHash } from "../../lib/text-hash.ts";

const ENCODER = new TextEncoder();

/** Different strings, numbered from 0 in the order they came, in a tenth of the memory that strings of their own would take. */
export class StringTable {
  /** UTF-8, one string after another; string `n` stands from `start[n]` to `start[n + 1]`. */
  bytes = new Uint8Array(1 << 16);
  start = new Uint32Array(1 << 10);
  count = 0;
  /** Of each string, a bit for each letter from a to z that it has. */
  letters = new Uint32Array(1 << 10);
  /** By the first two bytes, the last string that begins so, plus one; and from each string to the one before it. */
  readonly #last = new Uint32Array(1 << 16);
  #previous = new Uint32Array(1 << 10);
  /** Open addressing: the number of a string plus one, or 0. */
  #slots = new Uint32Array(1 << 11);

  /** The number of a string; gives it one when it has none. */
  intern(text: string): number {
    this.#reserve(text.length * 3);
    const from = this.start[this.count] as number;
    const { written } = ENCODER.encodeInto(text, this.bytes.subarray(from));
    const slot = this.#slotOf(text, from, written);
    const known = this.#slots[slot] as number;
    if (known !== 0) return known - 1;
    this.start[this.count + 1] = from + written;
    this.#slots[slot] = this.count + 1;
    this.#note(this.count++);
    if (this.count * 2 > this.#slots.length) this.#spread();
    return this.count - 1;
  }

  at(number: number): string {
    return Buffer.from(this.bytes.buffer, this.start[number], this.lengthOf(number)).toString();
  }

  /** In bytes. */
  lengthOf(number: number): number {
    return (this.start[number + 1] as number) - (this.start[number] as number);
  }

  /** Calls `visit` with each string that begins with `prefix`, of two bytes at least. */
  eachWithPrefix(prefix: string, visit: (number: number) => void): void {
    const wanted = ENCODER.encode(prefix);
    for (
      let number = this.#last[beginning(wanted, 0)] as number;
      number !== 0;
      number = this.#previous[number - 1] as number
    )
      if (this.#beginsWith(number - 1, wanted)) visit(number - 1);
  }

  #beginsWith(number: number, wanted: Uint8Array): boolean {
    if (this.lengthOf(number) < wanted.length) return false;
    const from = this.start[number] as number;
    for (let at = 0; at < wanted.length; at += 1) if (this.bytes[from + at] !== wanted[at]) return false;
    return true;
  }

  #note(number: number): void {
    const from = this.start[number] as number;
    const end = this.start[number + 1] as number;
    this.letters[number] = lettersOf(this.bytes, from, end);
    if (end - from < 2) return;
    const first = beginning(this.bytes, from);
    this.#previous[number] = this.#last[first] as number;
    this.#last[first] = number + 1;
  }

  /** Where the string is noted, or can be. Its bytes stand from `from` on. */
  #slotOf(text: string, from: number, length: number): number {
    let slot = (textHash(text) >>> 0) & (this.#slots.length - 1);
    for (let known = this.#slots[slot] as number; known !== 0; known = this.#slots[slot] as number) {
      if (this.#isSame(known - 1, from, length)) break;
      slot = (slot + 1) & (this.#slots.length - 1);
    }
    return slot;
  }

  #isSame(number: number, from: number, length: number): boolean {
    if (this.lengthOf(number) !== length) return false;
    const start = this.start[number] as number;
    for (let at = 0; at < length; at += 1) if (this.bytes[start + at] !== this.bytes[from + at]) return false;
    return true;
  }

  #reserve(length: number): void {
    const end = (this.start[this.count] as number) + length;
    if (end > this.bytes.length) this.bytes = new Uint8Array(this.bytes.buffer.transfer(2 * end));
    if (this.count + 2 > this.start.length) this.#lengthen();
  }

  #lengthen(): void {
    const bytes = 8 * this.start.length;
    this.start = new Uint32Array(this.start.buffer.transfer(bytes));
    this.letters = new Uint32Array(this.letters.buffer.transfer(bytes));
    this.#previous = new Uint32Array(this.#previous.buffer.transfer(bytes));
  }

  #spread(): void {
    this.#slots = new Uint32Array(2 * this.#slots.length);
    for (let number = 0; number < this.count; number += 1) {
      const slot = this.#slotOf(this.at(number), this.start[number] as number, this.lengthOf(number));
      this.#slots[slot] = number + 1;
    }
  }
}

const LETTER_A = 97;

/** A bit for each letter from a to z that stands in a stretch of UTF-8. */
export function lettersOf(bytes: Uint8Array, from: number, end: number): number {
  let letters = 0;
  for (let at = from; at < end; at += 1) {
    const letter = (bytes[at] as number) - LETTER_A;
    if (letter >= 0 && letter < 26) letters |= 1 << letter;
  }
  return letters;
}

const beginning = (bytes: Uint8Array, at: number): number => ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
