const FIRST_SLOTS = 1 << 16;
const EMPTY = 0xffff_ffff;

/** In how many texts each pair of word rows stands: a hash table of numbers, since there are millions of pairs. */
export class PairCounts {
  #keys = new Uint32Array(FIRST_SLOTS).fill(EMPTY);
  #counts = new Uint32Array(FIRST_SLOTS);
  #lastTexts = new Uint32Array(FIRST_SLOTS);
  #size = 0;

  /** `key` is below 2^32 - 1. Counted once for each text; texts come one after another, numbered from 0. */
  add(key: number, text: number): void {
    const slot = this.#slotOf(key);
    if (this.#keys[slot] === EMPTY) {
      this.#keys[slot] = key;
      this.#size += 1;
    } else if (this.#lastTexts[slot] === text) return;
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
    this.#lastTexts[slot] = text;
    if (this.#size * 2 > this.#keys.length) this.#grow();
  }

  /** The pairs that stand in at least `least` texts. */
  *atLeast(least: number): Generator<{ readonly key: number; readonly count: number }> {
    for (const [slot, key] of this.#keys.entries()) {
      const count = this.#counts[slot] ?? 0;
      if (key !== EMPTY && count >= least) yield { key, count };
    }
  }

  #slotOf(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = (Math.imul(key, 0x9e3779b1) >>> 8) & mask;
    while (this.#keys[slot] !== EMPTY && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [keys, counts, lastTexts] = [this.#keys, this.#counts, this.#lastTexts];
    this.#keys = new Uint32Array(keys.length * 2).fill(EMPTY);
    this.#counts = new Uint32Array(keys.length * 2);
    this.#lastTexts = new Uint32Array(keys.length * 2);
    for (const [from, key] of keys.entries()) {
      if (key === EMPTY) continue;
      const slot = this.#slotOf(key);
      this.#keys[slot] = key;
      this.#counts[slot] = counts[from] ?? 0;
      this.#lastTexts[slot] = lastTexts[from] ?? 0;
    }
  }
}
