/** Documents in rising order, and how often a word stands in each of their fields. */
export class Postings {
  readonly #fieldCount: number;
  #size = 0;
  #documents = new Uint32Array(16);
  #frequencies: Uint8Array;

  constructor(fieldCount: number) {
    this.#fieldCount = fieldCount;
    this.#frequencies = new Uint8Array(16 * fieldCount);
  }

  get size(): number {
    return this.#size;
  }

  get documents(): Uint32Array {
    return this.#documents.subarray(0, this.#size);
  }

  /** For each document the frequencies in all fields, one after the other. */
  get frequencies(): Uint8Array {
    return this.#frequencies;
  }

  /** Another time in a field of this document, which is the last one or a later one. */
  count(document: number, field: number): void {
    if (this.#size === 0 || this.#documents[this.#size - 1] !== document) this.#begin(document);
    const at = (this.#size - 1) * this.#fieldCount + field;
    this.#frequencies[at] = Math.min(255, (this.#frequencies[at] ?? 0) + 1);
  }

  #begin(document: number): void {
    if (this.#size === this.#documents.length) {
      this.#documents = grown(this.#documents, new Uint32Array(2 * this.#size));
      this.#frequencies = grown(this.#frequencies, new Uint8Array(2 * this.#frequencies.length));
    }
    this.#documents[this.#size] = document;
    this.#size += 1;
  }
}

function grown<T extends Uint8Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
