import { hash } from "node:crypto";
import { baseTokens } from "../lib/analysis.ts";
import { loadKernels } from "../lib/kernels.ts";
import type { StaticEmbedder } from "./embedder.ts";
import type { ModelCard } from "./model-card.ts";
import { Arena } from "./static/arena.ts";
import { unpackModel, type ModelParts } from "./static/model-file.ts";
import { countWeight } from "./static/count-weight.ts";

/** `assembly/encoding.ts`. */
interface EncodingKernels {
  unpackHalves(packed: number, numbers: number, count: number): void;
  sumOfRows(rows: number, factors: number, count: number, vectors: number, size: number, sum: number): number;
}

/** Words in at least this many papers of the training count as familiar. */
const FAMILIAR_FREQUENCY = 200;
/** Texts with more different words and pairs are cut there. */
const MOST_ROWS = 1 << 15;

/**
 * A vector for each word and for pairs of words; a text's vector is their weighted sum, scaled to length 1. Words seen `n`
 * times weigh 1 + ln n: how much a word says is in the length of its vector.
 */
export class StaticModel implements StaticEmbedder {
  readonly space: string;
  readonly dimensions: number;
  readonly card: ModelCard;
  readonly parts: ModelParts;
  readonly #arena: Arena<"vectors" | "packed" | "rows" | "factors" | "sum">;
  readonly #kernels: EncodingKernels;
  readonly #rows: Int32Array;
  readonly #factors: Float32Array;
  readonly #sum: Float32Array;
  readonly #counts: Uint32Array;

  /** Throws `UserError` for a file that cannot be used; `name` is for its message. */
  constructor(file: Uint8Array, name: string) {
    this.parts = unpackModel(file, name);
    const { vocabulary, dimensions, bits, numbers, card } = this.parts;
    this.space = `static-${hash("sha256", file).slice(0, 16)}`;
    this.dimensions = dimensions;
    this.card = card;
    const arena = new Arena({
      vectors: vocabulary.size * dimensions,
      packed: bits === 4 ? numbers.length : 0,
      rows: MOST_ROWS * 4,
      factors: MOST_ROWS * 4,
      sum: dimensions * 4,
    });
    this.#arena = arena;
    this.#kernels = loadKernels("encoding", arena.memory) as EncodingKernels;
    this.#placeVectors();
    this.#rows = arena.integers(arena.at.rows, MOST_ROWS);
    this.#factors = arena.floats(arena.at.factors, MOST_ROWS);
    this.#sum = arena.floats(arena.at.sum, dimensions);
    this.#counts = new Uint32Array(vocabulary.size);
  }

  encode(text: string): Float32Array | undefined {
    const count = this.#findRows(baseTokens(text));
    const { rows, factors, vectors, sum } = this.#arena.at;
    const length = this.#kernels.sumOfRows(rows, factors, count, vectors, this.dimensions, sum);
    return length > 0 ? this.#sum.slice() : undefined;
  }

  embed(texts: readonly string[]): Promise<readonly (Float32Array | undefined)[]> {
    return Promise.resolve(texts.map((text) => this.encode(text)));
  }

  familiarity(text: string): number {
    const { vocabulary, frequencies, card } = this.parts;
    const weight = (frequency: number): number => Math.log(1 + (card.papers - frequency + 0.5) / (frequency + 0.5));
    let [familiar, all] = [0, 0];
    for (const word of new Set(baseTokens(text))) {
      const row = vocabulary.rowOf(word);
      const frequency = row === undefined ? 0 : (frequencies[row] ?? 0);
      all += weight(Math.max(1, frequency));
      if (frequency >= FAMILIAR_FREQUENCY) familiar += weight(frequency);
    }
    return all === 0 ? 0 : familiar / all;
  }

  #placeVectors(): void {
    const { numbers, bits } = this.parts;
    const { vectors, packed } = this.#arena.at;
    this.#arena.bytes(bits === 8 ? vectors : packed, numbers.length).set(numbers);
    if (bits === 4) this.#kernels.unpackHalves(packed, vectors, numbers.length);
  }

  /** Writes the rows of a text and their weights where the kernel reads them; gives their number. */
  #findRows(words: readonly string[]): number {
    const { vocabulary, scales } = this.parts;
    const [rows, counts] = [this.#rows, this.#counts];
    let found = 0;
    const add = (row: number): void => {
      if (counts[row] === 0) {
        if (found === MOST_ROWS) return;
        rows[found++] = row;
      }
      counts[row] = (counts[row] as number) + 1;
    };
    let before: number | undefined;
    for (const word of words) {
      const row = vocabulary.rowOf(word);
      if (row !== undefined) {
        add(row);
        const pair = before === undefined ? undefined : vocabulary.rowOfPair(before, row);
        if (pair !== undefined) add(pair);
      }
      before = row;
    }
    for (let index = 0; index < found; index++) {
      const row = rows[index] as number;
      this.#factors[index] = countWeight(counts[row] as number) * (scales[row] as number);
      counts[row] = 0;
    }
    return found;
  }
}
