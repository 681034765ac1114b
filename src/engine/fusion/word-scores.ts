import { phraseCheck } from "../matching/phrase.ts";
import { seek } from "../matching/seek.ts";
import type { WeighedPlan, WeighedTerm } from "../matching/weigh.ts";
import type { Segment } from "../segment/segment.ts";

/**
 * The scores that the words of a question give to documents of a segment, in ascending order: those that the search by words
 * gives, and 0 where it does not find the document.
 */
export function wordScores(segment: Segment, plan: WeighedPlan, documents: readonly number[]): Float64Array {
  const scores = new Float64Array(documents.length);
  const hasAny = new Uint8Array(documents.length);
  const lacks = new Uint8Array(documents.length);
  for (const term of plan.terms)
    addTerm(segment, term, documents, (at, gain) => {
      if (gain === 0 && term.role === "required") lacks[at] = 1;
      if (gain > 0 && term.role === "any") hasAny[at] = 1;
      scores[at] = (scores[at] as number) + gain;
    });
  const matches = wordMatch(segment, plan);
  for (const [at, document] of documents.entries())
    if (lacks[at] === 1 || !matches(document, hasAny[at] === 1)) scores[at] = 0;
  return scores;
}

/** Calls `add` with the position of each document and what the term gives it. */
function addTerm(
  { words }: Segment,
  { text, fields, weight }: WeighedTerm,
  documents: readonly number[],
  add: (at: number, gain: number) => void,
): void {
  const number = words.find(text);
  const end = number === undefined ? 0 : (words.start[number + 1] as number);
  let posting = number === undefined ? 0 : (words.start[number] as number);
  for (const [at, document] of documents.entries()) {
    posting = seek(words.documents, posting, end, document);
    const isThere = posting < end && words.documents[posting] === document;
    const isInField = isThere && ((words.fields[posting] as number) & fields) !== 0;
    add(at, isInField ? weight * (words.impacts[posting] as number) : 0);
  }
}

type WordMatch = (document: number, hasAny: boolean) => boolean;

/** What remains to be asked of a document that has all terms that are required. */
function wordMatch(segment: Segment, { terms, phrases, anyPhrases }: WeighedPlan): WordMatch {
  const required = phrases.map((phrase) => phraseCheck(segment, phrase) ?? ((): boolean => false));
  const any = anyPhrases.flatMap((phrase) => phraseCheck(segment, phrase) ?? []);
  const needsAny = anyPhrases.length > 0 || terms.some(({ role }) => role === "any");
  return (document, hasAny) =>
    required.every((check) => check(document)) && (!needsAny || hasAny || any.some((check) => check(document)));
}
