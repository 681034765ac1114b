import type { Clause } from "../../engine/question.ts";
import { indexTokens, STOP_WORDS } from "../../lib/analysis.ts";
import { correctText } from "../correct-text.ts";
import type { Correction, PaperQuestion } from "../paper-question.ts";

interface Spelling {
  /** Whether any paper has the word. */
  isKnown(word: string): boolean;
  /** The word that was meant; undefined when none is near. */
  correct(word: string): string | undefined;
}

/** Words that are looked up; each costs some milliseconds when nobody has it. */
const MOST_CORRECTED = 4;
const LETTERS = /^\p{L}{4,40}$/u;
const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/** The words of a question that no paper has, with what was meant. Phrases and names of authors are taken as they are. */
export function correctionsOf({ should, must }: PaperQuestion, spelling: Spelling): readonly Correction[] {
  const words = [...should, ...must].filter(isOfWords).flatMap(({ text }) => text.split(/\s+/));
  const unknown = [...new Set(words.map((word) => word.replace(EDGES, "")))].filter(
    (word) => LETTERS.test(word) && isContent(word) && !spelling.isKnown(word),
  );
  return unknown.slice(0, MOST_CORRECTED).flatMap((from) => {
    const to = spelling.correct(from);
    return to === undefined || !spelling.isKnown(to) ? [] : [{ from, to }];
  });
}

const isOfWords = ({ kind, field }: Clause): boolean => kind === "words" && field !== "authors";
const isContent = (word: string): boolean => indexTokens(word).some((token) => !STOP_WORDS.has(token));

/** The question with its unknown words exchanged: nobody has them, so nothing is lost. */
export function withCorrections(question: PaperQuestion, corrections: readonly Correction[]): PaperQuestion {
  if (corrections.length === 0) return question;
  const mend = (clause: Clause): Clause =>
    isOfWords(clause) ? { ...clause, text: correctText(clause.text, corrections) } : clause;
  const { should, must, meaning } = question;
  return {
    ...question,
    should: should.map(mend),
    must: must.map(mend),
    meaning: meaning && { ...meaning, text: correctText(meaning.text, corrections) },
  };
}
