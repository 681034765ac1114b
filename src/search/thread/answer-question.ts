import type { Index } from "../../engine/engine.ts";
import type { Answer, Question } from "../../engine/question.ts";
import type { Embedder } from "../../inference/embedder.ts";
import { FACET_NAMES } from "../facet-values.ts";
import type { AnswerRange, PaperAnswer, PaperCount, PaperQuestion, SearchHit } from "../paper-question.ts";
import { correctionsOf, withCorrections } from "./mend-spelling.ts";
import { weighMeaning } from "./weigh-meaning.ts";

/** Hits that the engine gives at once. */
const PAGE = 100;

export interface Answering {
  readonly index: Index;
  readonly embedder: Embedder;
  /** The word that was meant by an unknown one; undefined when none is near, or words are not all known yet. */
  readonly correct: (word: string) => string | undefined;
  /** True once the time for an answer is over. */
  readonly deadline: () => boolean;
}

/** Finds papers. Throws `UserError` for what the engine refuses. */
export async function answerQuestion(
  { index, embedder, correct, deadline }: Answering,
  question: PaperQuestion,
  range: AnswerRange,
): Promise<PaperAnswer> {
  const corrections = correctionsOf(question, { isKnown: (word) => isKnown(index, word), correct });
  const mended = withCorrections(question, corrections);
  const meaning = await weighMeaning(embedder, mended.meaning);
  const asked: Question = { ...mended, meaning, limit: 0, facets: range.hasFacets ? FACET_NAMES : [] };
  const { hits, first } = readHits((part) => index.search(part, { deadline }), asked, range);
  const { total, isTotalExact, facets } = first;
  return { hits, total, isTotalExact, facets, corrections, isMeaningUsed: meaning !== undefined };
}

/** How many papers each question finds by its words. */
export const countMatches = (
  { index, deadline }: Answering,
  questions: readonly PaperQuestion[],
): readonly PaperCount[] =>
  questions.map((question) => {
    const { total, isTotalExact } = index.search(
      { ...question, meaning: undefined, limit: 0, facets: [] },
      { deadline },
    );
    return { total, isTotalExact };
  });

function readHits(
  ask: (question: Question) => Answer,
  question: Question,
  { offset, limit }: AnswerRange,
): { readonly hits: readonly SearchHit[]; readonly first: Answer } {
  const wanted = offset + limit;
  const first = ask({ ...question, limit: Math.min(wanted, PAGE) });
  const hits = [...first.hits];
  for (let after = first.next; after !== undefined && hits.length < wanted;) {
    const page = ask({ ...question, limit: Math.min(wanted - hits.length, PAGE), facets: [], after });
    hits.push(...page.hits);
    after = page.hits.length === 0 ? undefined : page.next;
  }
  return { hits: hits.slice(offset).map(({ key, score, similarity }) => ({ key, score, similarity })), first };
}

function isKnown(index: Index, word: string): boolean {
  const question = { ...NOTHING, should: [{ kind: "words", text: word }] } satisfies Question;
  return index.search(question).total > 0;
}

const NOTHING: Question = {
  should: [],
  must: [],
  mustNot: [],
  keywords: [],
  date: {},
  sort: "relevance",
  limit: 0,
  facets: [],
};
