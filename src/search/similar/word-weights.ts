import { baseTokens, STOP_WORDS } from "../../lib/analysis.ts";

/** Words with weights whose squares add up to 1. */
export type WeighedText = ReadonlyMap<string, number>;

/** Tf-idf of texts among each other: (1 + ln count) · ln(1 + texts / texts with the word), scaled to length 1. */
export function createWordWeights(texts: readonly string[]): readonly WeighedText[] {
  const counts = texts.map(countWords);
  const having = new Map<string, number>();
  for (const words of counts) for (const word of words.keys()) having.set(word, (having.get(word) ?? 0) + 1);
  return counts.map((words) => {
    const weights = new Map<string, number>();
    let squares = 0;
    for (const [word, count] of words) {
      const weight = (1 + Math.log(count)) * Math.log(1 + texts.length / (having.get(word) ?? 1));
      weights.set(word, weight);
      squares += weight * weight;
    }
    const length = Math.sqrt(squares);
    for (const [word, weight] of weights) weights.set(word, weight / length);
    return weights;
  });
}

function countWords(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of baseTokens(text)) if (!STOP_WORDS.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
