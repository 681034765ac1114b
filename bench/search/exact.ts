import { TEXT_FIELDS } from "./broadsheet.ts";
import type { Corpus } from "./corpus.ts";
import { ExactVectors } from "./exact-vectors.ts";
import { ExactWords } from "./exact-words.ts";
import { LIMIT } from "./question.ts";

/** Questions of a class for which the exact answer is worked out. */
const COMPARED = 200;
const BLOCK = 4_096;
/** How many best papers are compared for words. */
export const COMPARED_HITS = 10;

/** For each question the keys that belong among the best, best first. */
export interface ExactAnswers {
  readonly phrase: readonly (readonly number[])[];
  readonly question: readonly (readonly number[])[];
  readonly vector: readonly (readonly number[])[];
}

/** What scoring every paper and every vector finds. */
export async function exactAnswers(corpus: Corpus): Promise<ExactAnswers> {
  const { phrase, question, vector } = corpus.questions();
  const asked = [...phrase.slice(0, COMPARED), ...question.slice(0, COMPARED)].map(({ words }) => words);
  const words = new ExactWords(TEXT_FIELDS, asked);
  for await (const batch of corpus.batches("papers", 1_000)) for (const paper of batch) words.add(paper);
  const best = asked.map((each) => words.best(each, COMPARED_HITS));
  const vectors = new ExactVectors(
    vector.slice(0, COMPARED).map((each) => each.vector ?? new Float32Array()),
    LIMIT,
  );
  for (const block of corpus.vectors("papers", BLOCK)) vectors.add(block);
  const phrases = Math.min(phrase.length, COMPARED);
  return { phrase: best.slice(0, phrases), question: best.slice(phrases), vector: vectors.best() };
}
