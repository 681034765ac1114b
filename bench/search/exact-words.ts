import { indexTokens, STOP_WORDS } from "../../src/lib/analysis.ts";
import type { TextField } from "../../src/engine/schema.ts";
import { BestKeys } from "./best-keys.ts";
import type { Paper } from "./paper.ts";
import { Postings } from "./postings.ts";

/** k1 of BM25F, as in the engine. */
const SATURATION = 1.2;
/** Scores so near to each other that their order is chance. */
const TIE = 1e-9;

type ExactField = TextField & { readonly name: "title" | "authors" | "abstract" };

/**
 * BM25F in floats, every paper scored: what the engine's ranking is measured against. Reads papers one by one and keeps
 * only where the words of the questions stand.
 */
export class ExactWords {
  readonly #fields: readonly ExactField[];
  readonly #postings: ReadonlyMap<string, Postings>;
  readonly #lengths: readonly number[][];
  readonly #keys: number[] = [];
  /** For each field what one occurrence counts in each paper; worked out once all papers are known. */
  #weights: readonly Float64Array[] | undefined;

  constructor(fields: readonly ExactField[], questions: readonly string[]) {
    this.#fields = fields;
    this.#postings = new Map(questions.flatMap(indexTokens).map((word) => [word, new Postings(fields.length)]));
    this.#lengths = fields.map(() => []);
  }

  add(paper: Paper): void {
    const document = this.#keys.push(paper.key) - 1;
    for (const [field, { name }] of this.#fields.entries()) {
      const tokens = indexTokens(paper[name]);
      this.#lengths[field]?.push(tokens.length);
      for (const token of tokens) this.#postings.get(token)?.count(document, field);
    }
  }

  /** The keys of the best papers for a question, and those of all that score as the last of them. To be called after all `add`. */
  best(question: string, count: number): readonly number[] {
    const scores = this.#score([...new Set(indexTokens(question))]);
    const best = new BestKeys(count);
    for (const [document, score] of scores.entries()) if (score > 0) best.offer(document, score);
    const ties = this.#keys.flatMap((_, document) => {
      const isTie = (scores[document] ?? 0) > 0 && (scores[document] ?? 0) >= best.least - TIE;
      return isTie && !best.keys.includes(document) ? [document] : [];
    });
    return [...best.keys, ...ties].map((document) => this.#keys[document] ?? 0);
  }

  /** Papers that have nothing but words that say nothing are no match, unless all words of the question are such. */
  #score(words: readonly string[]): Float64Array {
    const scores = new Float64Array(this.#keys.length);
    const isMatch = new Uint8Array(this.#keys.length);
    const hasTelling = words.some((word) => !STOP_WORDS.has(word));
    for (const word of words) {
      const postings = this.#postings.get(word);
      if (postings) this.#addWord(postings, scores, hasTelling && STOP_WORDS.has(word) ? undefined : isMatch);
    }
    return scores.map((score, document) => score * (isMatch[document] ?? 0));
  }

  #addWord({ size, documents, frequencies }: Postings, scores: Float64Array, isMatch: Uint8Array | undefined): void {
    const weights = (this.#weights ??= this.#fields.map((field, at) =>
      occurrenceWeights(field, this.#lengths[at] ?? []),
    ));
    const rarity = Math.log(1 + (scores.length - size + 0.5) / (size + 0.5));
    for (let at = 0; at < size; at++) {
      const document = documents[at] ?? 0;
      let frequency = 0;
      for (let field = 0; field < weights.length; field++)
        frequency += (frequencies[at * weights.length + field] ?? 0) * (weights[field]?.[document] ?? 0);
      scores[document] = (scores[document] ?? 0) + (rarity * (SATURATION + 1) * frequency) / (frequency + SATURATION);
      if (isMatch) isMatch[document] = 1;
    }
  }
}

function occurrenceWeights({ weight, lengthPenalty }: TextField, lengths: readonly number[]): Float64Array {
  const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length || 1;
  return Float64Array.from(lengths, (length) => weight / (1 - lengthPenalty + (lengthPenalty * length) / average));
}
