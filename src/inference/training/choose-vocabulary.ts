import { STOP_WORDS } from "../../lib/analysis.ts";
import { pairKey, Vocabulary } from "../static/vocabulary.ts";
import { PairCounts } from "./pair-counts.ts";
import type { TrainingTexts } from "./training-texts.ts";

export interface VocabularySizes {
  readonly words: number;
  /** Pairs of words next to each other, neither a stop word. */
  readonly pairs: number;
}

/** Rows, and in how many papers each stands. */
export interface CountedVocabulary {
  readonly vocabulary: Vocabulary;
  readonly frequencies: Uint32Array;
}

/** Rarer words and pairs say more about one paper than about language. */
const LEAST_PAPERS = 3;

/** The most frequent words and pairs; of equally frequent ones the first by letters, or by their words' ranks. */
export function chooseVocabulary(texts: TrainingTexts, sizes: VocabularySizes): CountedVocabulary {
  const numbers = frequentWords(texts, sizes.words);
  const words = numbers.map((number) => texts.words[number] ?? "");
  const pairs = frequentPairs(texts, numbers, sizes.pairs);
  return {
    vocabulary: new Vocabulary(
      words,
      Uint32Array.from(pairs, ({ key }) => key),
    ),
    frequencies: Uint32Array.from([
      ...numbers.map((number) => texts.frequencies[number] ?? 0),
      ...pairs.map(({ count }) => count),
    ]),
  };
}

function frequentWords({ words, frequencies }: TrainingTexts, most: number): readonly number[] {
  const count = (number: number): number => frequencies[number] ?? 0;
  return [...words.keys()]
    .filter((number) => count(number) >= LEAST_PAPERS)
    .sort((a, b) => count(b) - count(a) || ((words[a] ?? "") < (words[b] ?? "") ? -1 : 1))
    .slice(0, most);
}

interface CountedPair {
  readonly key: number;
  readonly count: number;
}

function frequentPairs(texts: TrainingTexts, numbers: readonly number[], most: number): readonly CountedPair[] {
  const rowOf = new Int32Array(texts.words.length).fill(-1);
  for (const [row, number] of numbers.entries()) if (!STOP_WORDS.has(texts.words[number] ?? "")) rowOf[number] = row;
  const { tokens, segmentStarts, paperStarts } = texts;
  const counts = new PairCounts();
  for (let paper = 0; paper < texts.papers; paper++) {
    for (let segment = paperStarts[paper] ?? 0; segment < (paperStarts[paper + 1] ?? 0); segment++) {
      let before = -1;
      for (let at = segmentStarts[segment] ?? 0; at < (segmentStarts[segment + 1] ?? 0); at++) {
        const row = rowOf[tokens[at] as number] as number;
        if (before >= 0 && row >= 0) counts.add(pairKey(before, row), paper);
        before = row;
      }
    }
  }
  return [...counts.atLeast(LEAST_PAPERS)].sort((a, b) => b.count - a.count || a.key - b.key).slice(0, most);
}
