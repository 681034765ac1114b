import type { Question } from "../../src/engine/question.ts";
import type { IndexDocument, Schema } from "../../src/engine/schema.ts";
import { indexTokens } from "../../src/lib/analysis.ts";

/** An index small enough to be searched by looking at every document. */
export const SMALL_SCHEMA: Schema = {
  text: [
    { name: "title", weight: 2.5, lengthPenalty: 0.75 },
    { name: "body", weight: 1, lengthPenalty: 0.75 },
  ],
  keywords: ["kind"],
};

export interface SmallDocument {
  readonly key: number;
  readonly title: string;
  readonly body: string;
  readonly kind: string;
  readonly date: number;
}

export const toIndexDocument = ({ key, title, body, kind, date }: SmallDocument): IndexDocument => ({
  key,
  text: { title, body },
  keywords: { kind: [kind] },
  date,
});

/** Any of the words, newest first, kinds counted. */
export const newestWith = (text: string): Question => ({
  should: [{ kind: "words", text }],
  must: [],
  mustNot: [],
  keywords: [],
  date: {},
  sort: "newest",
  limit: 100,
  facets: ["kind"],
});

export interface SmallAnswer {
  readonly total: number;
  /** Of the first hundred. */
  readonly keys: readonly number[];
  readonly kinds: Readonly<Record<string, number>>;
}

/** The answer to `newestWith`. */
export function lookedThrough(documents: Iterable<SmallDocument>, text: string): SmallAnswer {
  const wanted = new Set(indexTokens(text));
  const found = [...documents].filter(({ title, body }) =>
    [...indexTokens(title), ...indexTokens(body)].some((token) => wanted.has(token)),
  );
  const kinds: Record<string, number> = {};
  for (const { kind } of found) kinds[kind] = (kinds[kind] ?? 0) + 1;
  const newest = found.toSorted((a, b) => b.date - a.date || b.key - a.key);
  return { total: found.length, keys: newest.slice(0, 100).map(({ key }) => key), kinds };
}
