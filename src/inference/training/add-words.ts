import type { ModelParts } from "../static/model-file.ts";
import { Vocabulary } from "../static/vocabulary.ts";
import type { Random } from "./random.ts";
import type { TrainingTexts } from "./training-texts.ts";

/** A model with more words. Rows are in the order of its vocabulary. */
export interface LargerModel {
  readonly vocabulary: Vocabulary;
  /** In the training and in the local papers together, at most the number of the training's papers. */
  readonly frequencies: Uint32Array;
  /** In the training of the model without the words: 0 for these. */
  readonly oldFrequencies: Uint32Array;
  readonly vectors: Float32Array;
  readonly oldVectors: Float32Array;
  readonly addedWords: number;
}

const LEAST_PAPERS = 3;
const MOST_ADDED = 50_000;
/** Vectors of rare words begin as long as those of the rarest that the model knows. */
const RARE_SHARE = 1 / 3;

interface Start {
  readonly vectors: Float32Array;
  /** That the model was trained on. */
  readonly papers: number;
  readonly random: Random;
}

/** Gives words that the model does not know and that stand in a few of the papers rows of their own, behind its words. */
export function addWords(texts: TrainingTexts, model: ModelParts, { vectors, papers, random }: Start): LargerModel {
  const { vocabulary: old, dimensions } = model;
  const added = unknownWords(texts, old);
  const vocabulary = new Vocabulary([...old.words, ...added], old.pairs);
  const wordsEnd = old.words.length * dimensions;
  const scale = rareLength(vectors.subarray(0, wordsEnd), dimensions) / Math.sqrt(dimensions);
  const addedVectors = Float32Array.from({ length: added.length * dimensions }, () => random.normal() * scale);
  const all = joined(vectors.subarray(0, wordsEnd), addedVectors, vectors.subarray(wordsEnd));
  const oldFrequencies = Uint32Array.from([
    ...model.frequencies.subarray(0, old.words.length),
    ...new Uint32Array(added.length),
    ...model.frequencies.subarray(old.words.length),
  ]);
  return {
    vocabulary,
    frequencies: withLocal(oldFrequencies, texts, { vocabulary, papers }),
    oldFrequencies,
    vectors: all,
    oldVectors: all.slice(),
    addedWords: added.length,
  };
}

function unknownWords({ words, frequencies }: TrainingTexts, known: Vocabulary): readonly string[] {
  const count = (number: number): number => frequencies[number] ?? 0;
  return [...words.keys()]
    .filter((number) => count(number) >= LEAST_PAPERS && known.rowOf(words[number] ?? "") === undefined)
    .sort((a, b) => count(b) - count(a) || a - b)
    .slice(0, MOST_ADDED)
    .map((number) => words[number] ?? "");
}

/**
 * What was seen here a few times is no more familiar than what was seen there a few times: counted in proportion, a small
 * collection would make search trust the model with all its words (SciFact, fused .638; so counted .695; words alone .694).
 */
function withLocal(
  frequencies: Uint32Array,
  texts: TrainingTexts,
  { vocabulary, papers }: { vocabulary: Vocabulary; papers: number },
): Uint32Array {
  const raised = frequencies.slice();
  for (const [number, word] of texts.words.entries()) {
    const row = vocabulary.rowOf(word);
    if (row !== undefined) raised[row] = Math.min(papers, (raised[row] ?? 0) + (texts.frequencies[number] ?? 0));
  }
  return raised;
}

/** The median length of the vectors in the last third, which are those of the rarest words. */
function rareLength(vectors: Float32Array, dimensions: number): number {
  const rows = vectors.length / dimensions;
  const first = Math.floor(rows * (1 - RARE_SHARE));
  const lengths = Float64Array.from({ length: rows - first }, (_, index) => {
    const start = (first + index) * dimensions;
    return Math.hypot(...vectors.subarray(start, start + dimensions));
  }).sort();
  return lengths[lengths.length >> 1] ?? 1;
}

function joined(...parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
