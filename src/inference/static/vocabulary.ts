/** Words of pairs have rows below this, so that a pair is one small number. */
export const MOST_PAIR_WORDS = 1 << 15;

export const pairKey = (first: number, second: number): number => first * MOST_PAIR_WORDS + second;

/** Which row of a model stands for a word, or for two words next to each other: words first, then pairs. */
export class Vocabulary {
  readonly words: readonly string[];
  /** Keys of pairs, by `pairKey` of their words' rows. */
  readonly pairs: Uint32Array;
  readonly #rows = new Map<string, number>();
  readonly #pairRows = new Map<number, number>();
  /** 1 for words that begin or end a pair: most words next to each other need no look-up. */
  readonly #begins: Uint8Array;
  readonly #ends: Uint8Array;

  constructor(words: readonly string[], pairs: Uint32Array) {
    this.words = words;
    this.pairs = pairs;
    for (let row = 0; row < words.length; row++) this.#rows.set(words[row] as string, row);
    this.#begins = new Uint8Array(words.length);
    this.#ends = new Uint8Array(words.length);
    for (let index = 0; index < pairs.length; index++) {
      const key = pairs[index] as number;
      this.#pairRows.set(key, words.length + index);
      this.#begins[Math.floor(key / MOST_PAIR_WORDS)] = 1;
      this.#ends[key % MOST_PAIR_WORDS] = 1;
    }
  }

  get size(): number {
    return this.words.length + this.pairs.length;
  }

  rowOf(word: string): number | undefined {
    return this.#rows.get(word);
  }

  /** The row of two words, given by their rows, that stand next to each other. */
  rowOfPair(first: number, second: number): number | undefined {
    if (this.#begins[first] !== 1 || this.#ends[second] !== 1) return undefined;
    return this.#pairRows.get(pairKey(first, second));
  }
}
