const LONGEST_TERM = 64;
const HIGHEST_COUNT = 255;

/**
 * Counts how often each word occurs in each field of one document, in memory that it keeps for the next. Words are numbered
 * as they come; the counts of word `n` begin at `n * fieldCount`.
 */
export class WordCounts {
  readonly lengths: Float64Array;
  readonly #fieldCount: number;
  readonly #numberOf = new Map<string, number>();
  #counts = new Uint8Array(1024);

  constructor(fieldCount: number) {
    this.#fieldCount = fieldCount;
    this.lengths = new Float64Array(fieldCount);
  }

  get counts(): Uint8Array {
    return this.#counts;
  }

  begin(): void {
    this.#counts.fill(0, 0, this.#numberOf.size * this.#fieldCount);
    this.#numberOf.clear();
    this.lengths.fill(0);
  }

  count(field: number, tokens: readonly string[]): void {
    this.lengths[field] = tokens.length;
    for (const token of tokens) {
      if (token.length > LONGEST_TERM) continue;
      const at = this.#add(token) * this.#fieldCount + field;
      if ((this.#counts[at] as number) < HIGHEST_COUNT) this.#counts[at] = (this.#counts[at] as number) + 1;
    }
  }

  /** The words by number, as `toTerm` names them. */
  terms(toTerm: (word: string) => number): Int32Array {
    const terms = new Int32Array(this.#numberOf.size);
    for (const [word, number] of this.#numberOf) terms[number] = toTerm(word);
    return terms;
  }

  #add(word: string): number {
    const known = this.#numberOf.get(word);
    if (known !== undefined) return known;
    const number = this.#numberOf.size;
    this.#numberOf.set(word, number);
    const needed = (number + 1) * this.#fieldCount;
    if (needed > this.#counts.length) this.#counts = new Uint8Array(this.#counts.buffer.transfer(2 * needed));
    return number;
  }
}
