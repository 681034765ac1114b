import { indexTokens, STOP_WORDS } from "../../lib/analysis.ts";
import type { Clause, Question } from "../question.ts";
import type { Schema } from "../schema.ts";
import { type Phrase, phraseOf } from "./phrase.ts";
import { QuestionRefused } from "./question-refused.ts";

const MOST_CHARACTERS = 2_000;
const MOST_TERMS = 64;
const MOST_PHRASE_WORDS = 32;

const ALL_FIELDS = 0xff;

/** A word in any of some fields: bit `n` of `fields` stands for text field `n`. */
export interface FieldTerm {
  readonly text: string;
  readonly fields: number;
}

/** What a term does besides adding to the score: every match has it, or one of these is enough, or nothing. */
export type Role = "required" | "any" | "extra";

export interface PlannedTerm extends FieldTerm {
  readonly role: Role;
}

/** A question taken apart into words. */
export interface Plan {
  /** Nothing is asked for, so that everything matches what filters let through. */
  readonly isEverything: boolean;
  /** Each once; these make the score. */
  readonly terms: readonly PlannedTerm[];
  /** All must be there; their words are required terms. */
  readonly phrases: readonly Phrase[];
  /** One of these is as good as a term of role `any`. */
  readonly anyPhrases: readonly Phrase[];
  readonly barredTerms: readonly FieldTerm[];
  readonly barredPhrases: readonly Phrase[];
}

/** Throws `QuestionRefused` when the question is too large or names a field that is not there. */
export function planQuestion(schema: Schema, { should, must, mustNot }: Question): Plan {
  refuseTooLong([...should, ...must, ...mustNot]);
  refuseLongPhrases([...should, ...must, ...mustNot]);
  const read = (clause: Clause): Part => partOf(schema, clause);
  const required = must.map(read).filter(({ tokens }) => tokens.length > 0);
  const optional = should.map(read).filter(({ tokens }) => tokens.length > 0);
  const barred = mustNot.flatMap(wordByWord).map(read);
  const [only] = optional;
  if (required.length === 0 && optional.length === 1 && only?.phrase) required.push(...optional.splice(0));
  const plan: Plan = {
    isEverything: should.length === 0 && must.length === 0,
    terms: [...roles(required, optional).values()],
    phrases: required.flatMap(({ phrase }) => phrase ?? []),
    anyPhrases: required.length > 0 ? [] : optional.flatMap(({ phrase }) => phrase ?? []),
    barredTerms: barred.flatMap(({ tokens, fields, phrase }) =>
      phrase ? [] : tokens.map((text) => ({ text, fields })),
    ),
    barredPhrases: barred.flatMap(({ phrase }) => phrase ?? []),
  };
  refuseTooMany([...plan.terms, ...barred.flatMap(({ tokens, fields }) => tokens.map((text) => ({ text, fields })))]);
  return plan;
}

/** A clause in tokens. A phrase of one token is a word like any other. */
interface Part {
  readonly tokens: readonly string[];
  readonly fields: number;
  readonly phrase: Phrase | undefined;
}

function partOf(schema: Schema, { kind, text, field }: Clause): Part {
  const tokens = indexTokens(text);
  const fields = fieldBits(schema, field);
  if (kind === "words" || tokens.length < 2) return { tokens, fields, phrase: undefined };
  return { tokens, fields, phrase: phraseOf(text, tokens, fields) };
}

function fieldBits({ text }: Schema, field: string | undefined): number {
  if (field === undefined) return ALL_FIELDS;
  const index = text.findIndex(({ name }) => name === field);
  if (index < 0)
    throw new QuestionRefused(`There is no field "${field}"; choose ${text.map(({ name }) => name).join(", ")}.`);
  return 1 << index;
}

/**
 * Words that must not be there are taken one by one, and those of several tokens as phrases: without "gpt-4" means without
 * that name, not without every "4".
 */
function wordByWord(clause: Clause): Clause[] {
  if (clause.kind === "phrase") return [clause];
  const words = clause.text.split(/\s+/).map((text): Clause => ({ ...clause, kind: "phrase", text }));
  const telling = words.filter(({ text }) => hasContent(indexTokens(text)));
  return telling.length > 0 ? telling : words;
}

const isContent = (token: string): boolean => !STOP_WORDS.has(token);
const hasContent = (tokens: readonly string[]): boolean => tokens.some(isContent);

const STRENGTH: Readonly<Record<Role, number>> = { required: 2, any: 1, extra: 0 };

/** Words that say nothing are needed only where there are no others. */
function roles(required: readonly Part[], optional: readonly Part[]): Map<string, PlannedTerm> {
  const terms = new Map<string, PlannedTerm>();
  const add = (text: string, fields: number, role: Role): void => {
    const id = `${fields} ${text}`;
    const known = terms.get(id);
    if (!known || STRENGTH[known.role] < STRENGTH[role]) terms.set(id, { text, fields, role });
  };
  for (const { tokens, fields, phrase } of required) {
    const isTelling = !phrase && hasContent(tokens);
    for (const token of tokens) add(token, fields, isTelling && !isContent(token) ? "extra" : "required");
  }
  const isTelling = optional.some(({ tokens }) => hasContent(tokens));
  for (const { tokens, fields, phrase } of optional) {
    for (const token of tokens) {
      const isExtra = required.length > 0 || phrase !== undefined || (isTelling && !isContent(token));
      add(token, fields, isExtra ? "extra" : "any");
    }
  }
  return terms;
}

function refuseTooLong(clauses: readonly Clause[]): void {
  const length = clauses.reduce((sum, { text }) => sum + text.length, 0);
  if (length > MOST_CHARACTERS)
    throw new QuestionRefused(
      `A question may have at most ${MOST_CHARACTERS.toLocaleString("en")} characters; this one has ${length.toLocaleString("en")}.`,
    );
}

function refuseLongPhrases(clauses: readonly Clause[]): void {
  if (clauses.some(({ kind, text }) => kind === "phrase" && indexTokens(text).length > MOST_PHRASE_WORDS))
    throw new QuestionRefused(`A phrase may have at most ${MOST_PHRASE_WORDS} words; take words out of the quotes.`);
}

function refuseTooMany(terms: readonly FieldTerm[]): void {
  const count = new Set(terms.map(({ text, fields }) => `${fields} ${text}`)).size;
  if (count > MOST_TERMS)
    throw new QuestionRefused(`A question may have at most ${MOST_TERMS} different words; this one has ${count}.`);
}
