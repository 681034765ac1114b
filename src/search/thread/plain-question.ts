import type { Question } from "../../engine/question.ts";
import { indexTokens } from "../../lib/analysis.ts";

/** Different words that the engine takes in one question. */
const MOST_WORDS = 64;

/** Plain words, any of which may match, best papers first. All matches are counted. */
export const plainQuestion = (text: string, limit: number): Question => ({
  should: [{ kind: "words", text: firstWords(text) }],
  must: [],
  mustNot: [],
  keywords: [],
  date: {},
  sort: "relevance",
  limit,
  // Asking for a facet is what makes the total exact.
  facets: ["has"],
});

/** A whole abstract makes a fair question; it is read as far as the engine takes it. */
function firstWords(text: string): string {
  const tokens = new Set<string>();
  const words: string[] = [];
  for (const word of text.split(/\s+/)) {
    for (const token of indexTokens(word)) tokens.add(token);
    if (tokens.size > MOST_WORDS) break;
    words.push(word);
  }
  return words.join(" ");
}
