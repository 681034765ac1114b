import { TermLists } from "./term-lists.ts";

const LONGEST = 65_535;

/**
 * The documents in slots, numbered as they came. A removed document leaves its slot empty; sizes and average lengths count
 * only the living.
 */
export class Documents {
  readonly fieldCount: number;
  readonly #slotOf = new Map<number, number>();
  readonly #termLists = new TermLists();
  readonly #totalLengths: Float64Array;
  #keys = new Float64Array(256);
  #addresses = new Int32Array(256);
  #isLive = new Uint8Array(256);
  #lengths: Uint16Array<ArrayBuffer>;
  #slotCount = 0;

  constructor(fieldCount: number) {
    this.fieldCount = fieldCount;
    this.#totalLengths = new Float64Array(fieldCount);
    this.#lengths = new Uint16Array(256 * fieldCount);
  }

  get size(): number {
    return this.#slotOf.size;
  }

  /** Slots in use, the empty ones included. */
  get slotCount(): number {
    return this.#slotCount;
  }

  /** 1 for slots that hold a document. Valid until the next change, as is `lengths`. */
  get isLive(): Uint8Array {
    return this.#isLive;
  }

  /** Words per field, slot after slot. */
  get lengths(): Uint16Array {
    return this.#lengths;
  }

  averageLength(field: number): number {
    return this.size === 0 ? 0 : (this.#totalLengths[field] as number) / this.size;
  }

  slotOf(key: number): number | undefined {
    return this.#slotOf.get(key);
  }

  keyOf(slot: number): number {
    return this.#keys[slot] as number;
  }

  termsOf(slot: number): Int32Array {
    return this.#termLists.read(this.#addresses[slot] as number);
  }

  /** Takes the next slot for a document. `terms` are ascending. */
  add(key: number, lengths: ArrayLike<number>, terms: Int32Array): number {
    const slot = this.#slotCount;
    if (slot === this.#keys.length) this.#grow(2 * slot);
    this.#slotCount += 1;
    this.#slotOf.set(key, slot);
    this.#keys[slot] = key;
    this.#addresses[slot] = this.#termLists.add(terms);
    this.#isLive[slot] = 1;
    for (let field = 0; field < this.fieldCount; field++)
      this.#lengths[slot * this.fieldCount + field] = Math.min(lengths[field] ?? 0, LONGEST);
    this.#addLengths(slot, 1);
    return slot;
  }

  remove(slot: number): void {
    this.#slotOf.delete(this.keyOf(slot));
    this.#isLive[slot] = 0;
    this.#addLengths(slot, -1);
  }

  #addLengths(slot: number, sign: 1 | -1): void {
    for (let field = 0; field < this.fieldCount; field++) {
      this.#totalLengths[field] =
        (this.#totalLengths[field] as number) + sign * (this.#lengths[slot * this.fieldCount + field] as number);
    }
  }

  #grow(slots: number): void {
    this.#keys = new Float64Array(this.#keys.buffer.transfer(8 * slots));
    this.#addresses = new Int32Array(this.#addresses.buffer.transfer(4 * slots));
    this.#isLive = new Uint8Array(this.#isLive.buffer.transfer(slots));
    this.#lengths = new Uint16Array(this.#lengths.buffer.transfer(2 * slots * this.fieldCount));
  }
}
