import { baseTokens, indexTokens, STOP_WORDS } from "../../src/lib/analysis.ts";
import type { Clause, FacetValue, Hit, Question } from "../../src/engine/question.ts";
import { type IndexDocument, NO_DATE, type Schema } from "../../src/engine/schema.ts";

/** Documents that were indexed together, and those of them that were deleted since. */
export interface ExhaustivePart {
  readonly documents: readonly IndexDocument[];
  readonly deletedKeys: ReadonlySet<number>;
}

export interface ExhaustiveAnswer {
  /** All matches, best first. */
  readonly hits: readonly Hit[];
  readonly facets: Readonly<Record<string, readonly FacetValue[]>>;
}

interface Entry {
  readonly document: IndexDocument;
  /** By field, in order. */
  readonly tokens: readonly (readonly string[])[];
  readonly words: readonly ReadonlySet<string>[];
  readonly impactOf: (term: string) => number;
  readonly isDeleted: boolean;
}

/** Answers by looking at every word of every document, straight from the definitions. */
export class ExhaustiveIndex {
  readonly #schema: Schema;
  readonly #entries: readonly Entry[];

  constructor(schema: Schema, parts: readonly ExhaustivePart[]) {
    this.#schema = schema;
    this.#entries = parts.flatMap((part) => entriesOf(schema, part));
  }

  answer(question: Question): ExhaustiveAnswer {
    const terms = this.#scoringTerms(question);
    const matching = this.#entries.filter((entry) => this.#isMatch(entry, question));
    const sign = question.sort === "oldest" ? -1 : 1;
    const rank = ({ score, date }: Hit): number => {
      if (question.sort === "relevance") return score;
      return date === NO_DATE ? Number.NEGATIVE_INFINITY : sign * date;
    };
    const weights = terms.map(({ text }) => this.#weight(text));
    const hits = matching.map((entry): Hit => {
      const { key, date } = entry.document;
      if (question.sort !== "relevance") return { key, date, score: 0 };
      const score = terms.reduce(
        (sum, { text, fields }, at) => sum + (has(entry, text, fields) ? (weights[at] ?? 0) * entry.impactOf(text) : 0),
        0,
      );
      return { key, date, score: score / 2 ** 40 };
    });
    hits.sort((a, b) => (rank(a) === rank(b) ? sign * (b.key - a.key) : rank(b) > rank(a) ? 1 : -1));
    const facets = question.facets.map((name) => [name, countValues(matching, name)] as const);
    return { hits, facets: Object.fromEntries(facets) };
  }

  #weight(term: string): number {
    const size = this.#entries.length;
    const count = this.#entries.filter(({ words }) => words.some((field) => field.has(term))).length;
    const rarity = Math.log(1 + (size - count + 0.5) / (count + 0.5));
    return Math.max(1, Math.round(((rarity * 2.2) / 65_535) * 2 ** 40));
  }

  #fieldsOf({ field }: Clause): number[] {
    return [...this.#schema.text.keys()].filter(
      (number) => field === undefined || this.#schema.text[number]?.name === field,
    );
  }

  #scoringTerms({ should, must }: Question): { text: string; fields: number[] }[] {
    const all = [...must, ...should].flatMap((clause) =>
      indexTokens(clause.text).map((text) => ({ text, fields: this.#fieldsOf(clause) })),
    );
    return [...new Map(all.map((term) => [JSON.stringify(term), term])).values()];
  }

  #isMatch(entry: Entry, { should, must, mustNot, keywords, date }: Question): boolean {
    const { document } = entry;
    const isDated = date.from !== undefined || date.until !== undefined;
    if (entry.isDeleted) return false;
    if (
      isDated &&
      (document.date === NO_DATE || document.date < (date.from ?? -1e9) || document.date > (date.until ?? 1e9))
    )
      return false;
    if (!keywords.every(({ name, anyOf }) => document.keywords[name]?.some((value) => anyOf.includes(value))))
      return false;
    if (mustNot.some((clause) => this.#isBarred(entry, clause))) return false;
    const needed = must.filter(({ text }) => indexTokens(text).length > 0);
    if (needed.length > 0) return needed.every((clause) => this.#hasWhole(entry, clause));
    return (should.length === 0 && must.length === 0) || this.#hasAny(entry, should);
  }

  /** All words of a clause that say something, or the phrase. */
  #hasWhole(entry: Entry, clause: Clause): boolean {
    const fields = this.#fieldsOf(clause);
    if (clause.kind === "phrase") return hasPhrase(entry, clause.text, fields);
    return telling(indexTokens(clause.text)).every((token) => has(entry, token, fields));
  }

  #hasAny(entry: Entry, should: readonly Clause[]): boolean {
    const content = should.flatMap(({ text }) => indexTokens(text)).some((token) => !STOP_WORDS.has(token));
    return should.some((clause) => {
      const fields = this.#fieldsOf(clause);
      const tokens = indexTokens(clause.text);
      if (clause.kind === "phrase" && tokens.length > 1) return hasPhrase(entry, clause.text, fields);
      const looked = content ? tokens.filter((token) => !STOP_WORDS.has(token)) : tokens;
      return looked.some((token) => has(entry, token, fields));
    });
  }

  #isBarred(entry: Entry, clause: Clause): boolean {
    const fields = this.#fieldsOf(clause);
    if (clause.kind === "phrase") return hasPhrase(entry, clause.text, fields);
    const words = clause.text.split(/\s+/);
    const content = words.filter((word) => indexTokens(word).some((token) => !STOP_WORDS.has(token)));
    return (content.length > 0 ? content : words).some((word) => hasPhrase(entry, word, fields));
  }
}

function telling(tokens: readonly string[]): readonly string[] {
  const content = tokens.filter((token) => !STOP_WORDS.has(token));
  return content.length > 0 ? content : tokens;
}

function has({ words }: Entry, term: string, fields: readonly number[]): boolean {
  return fields.some((field) => words[field]?.has(term));
}

function hasPhrase({ tokens }: Entry, text: string, fields: readonly number[]): boolean {
  const all = indexTokens(text);
  const plain = baseTokens(text);
  const run = plain.length > 0 ? plain : all;
  if (all.length === 0) return false;
  return fields.some((field) => {
    const words = tokens[field] ?? [];
    const isRun = words.some((_, from) => run.every((word, at) => words[from + at] === word));
    return isRun && all.every((word) => words.includes(word));
  });
}

function entriesOf(schema: Schema, { documents, deletedKeys }: ExhaustivePart): Entry[] {
  const tokens = documents.map(({ text }) => schema.text.map(({ name }) => indexTokens(text[name] ?? "")));
  const averages = schema.text.map((_, field) => {
    const total = tokens.reduce((sum, fields) => sum + (fields[field]?.length ?? 0), 0);
    return documents.length === 0 ? 0 : total / documents.length;
  });
  return documents.map((document, at) => ({
    document,
    tokens: tokens[at] ?? [],
    words: (tokens[at] ?? []).map((words) => new Set(words)),
    impactOf: remembered((term) => impactIn(schema, tokens[at] ?? [], averages, term)),
    isDeleted: deletedKeys.has(document.key),
  }));
}

function remembered(compute: (term: string) => number): (term: string) => number {
  const known = new Map<string, number>();
  return (term) => {
    const value = known.get(term) ?? compute(term);
    known.set(term, value);
    return value;
  };
}

/** BM25F without rarity, in 65,535 steps. */
function impactIn(
  { text }: Schema,
  tokens: readonly (readonly string[])[],
  averages: readonly number[],
  term: string,
): number {
  let frequency = 0;
  for (const [field, { weight, lengthPenalty }] of text.entries()) {
    const words = tokens[field] ?? [];
    const relativeLength = averages[field] ? words.length / averages[field] : 1;
    for (const word of words)
      if (word === term) frequency += weight / (1 - lengthPenalty + lengthPenalty * relativeLength);
  }
  return Math.max(1, Math.round((65_535 * frequency) / (frequency + 1.2)));
}

function countValues(entries: readonly Entry[], name: string): FacetValue[] {
  const counts = new Map<string, number>();
  for (const { document } of entries)
    for (const value of new Set(document.keywords[name])) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
