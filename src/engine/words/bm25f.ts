import type { Documents } from "./documents.ts";
import type { Postings } from "./postings.ts";

/** How soon more occurrences of a word stop counting (k1 of BM25). */
const SATURATION = 1.2;

export interface FieldWeight {
  readonly weight: number;
  /** How much long texts are held against a document, 0 to 1 (b of BM25). */
  readonly lengthPenalty: number;
}

/** Rarity of a term that `documentCount` of `size` documents have; never below zero. */
export function inverseFrequency(size: number, documentCount: number): number {
  return Math.log(1 + (size - documentCount + 0.5) / (documentCount + 0.5));
}

/**
 * Adds up scores term by term: BM25F (Robertson, Zaragoza, Taylor 2004), which weighs and adds the counts of all fields before
 * it saturates them, so that a word in title and abstract is not counted as two words.
 */
export class Scorer {
  readonly #fields: readonly FieldWeight[];
  #scores = new Float64Array(0);
  #touched = new Int32Array(0);
  #touchedCount = 0;

  constructor(fields: readonly FieldWeight[]) {
    this.#fields = fields;
  }

  begin(documents: Documents): void {
    for (const slot of this.#touched.subarray(0, this.#touchedCount)) this.#scores[slot] = 0;
    this.#touchedCount = 0;
    if (documents.slotCount <= this.#scores.length) return;
    this.#scores = new Float64Array(2 * documents.slotCount);
    this.#touched = new Int32Array(2 * documents.slotCount);
  }

  /** Documents with a score so far. */
  get touched(): Int32Array {
    return this.#touched.subarray(0, this.#touchedCount);
  }

  scoreOf(slot: number): number {
    return this.#scores[slot] ?? 0;
  }

  /** Adds one term's part to every document that has it, or only to those that have a score already. */
  add(documents: Documents, postings: Postings, term: number, weight: number, onlyTouched: boolean): void {
    const { isLive, lengths, fieldCount } = documents;
    const norms = this.#fields.map((field, index) => normOf(field, documents.averageLength(index)));
    const scores = this.#scores;
    const touched = this.#touched;
    let touchedCount = this.#touchedCount;
    postings.visit(term, (slots, counts, start, end) => {
      for (let at = start; at < end; at++) {
        const slot = slots[at] as number;
        const score = scores[slot] as number;
        if (score === 0 && (onlyTouched || isLive[slot] === 0)) continue;
        let frequency = 0;
        for (let field = 0; field < fieldCount; field++) {
          const count = counts[at * fieldCount + field] as number;
          if (count === 0) continue;
          const { fixed, perWord } = norms[field] as Norm;
          frequency += count / (fixed + perWord * (lengths[slot * fieldCount + field] as number));
        }
        if (score === 0) touched[touchedCount++] = slot;
        scores[slot] = score + (weight * frequency) / (SATURATION + frequency);
      }
    });
    this.#touchedCount = touchedCount;
  }
}

/** A count in a field of `n` words is divided by `fixed + perWord * n`. */
interface Norm {
  readonly fixed: number;
  readonly perWord: number;
}

function normOf({ weight, lengthPenalty }: FieldWeight, averageLength: number): Norm {
  return {
    fixed: (1 - lengthPenalty) / weight,
    perWord: averageLength === 0 ? 0 : lengthPenalty / (averageLength * weight),
  };
}
