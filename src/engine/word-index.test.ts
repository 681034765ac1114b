import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { indexTokens, STOP_WORDS } from "../lib/analysis.ts";
import { createWordIndex, type FieldOptions, type IndexDocument } from "./word-index.ts";

type Field = "title" | "authors" | "abstract";

const FIELDS: Record<Field, FieldOptions> = {
  title: { weight: 2.5 },
  authors: { weight: 1, lengthPenalty: 0.4 },
  abstract: { weight: 1 },
};
const NAMES: readonly Field[] = ["title", "authors", "abstract"];

/** BM25F straight from its definition, over every document. */
function exhaustive(documents: readonly IndexDocument<Field>[], query: string): { key: number; score: number }[] {
  const texts = documents.map(({ fields }) => NAMES.map((name) => indexTokens(fields[name] ?? "")));
  const averages = NAMES.map(
    (_, field) => texts.reduce((sum, text) => sum + (text[field]?.length ?? 0), 0) / documents.length,
  );
  const all = [...new Set(indexTokens(query))];
  const content = all.filter((term) => !STOP_WORDS.has(term));
  const needed = content.length === 0 ? all : content;
  const scored = texts.map((text, index) => {
    let score = 0;
    for (const term of all) {
      const holders = texts.filter((other) => other.some((tokens) => tokens.includes(term))).length;
      let frequency = 0;
      for (const [field, name] of NAMES.entries()) {
        const { weight, lengthPenalty = 0.75 } = FIELDS[name];
        const tokens = text[field] ?? [];
        const count = tokens.filter((token) => token === term).length;
        if (count > 0)
          frequency +=
            (weight * count) / (1 - lengthPenalty + (lengthPenalty * tokens.length) / (averages[field] ?? 1));
      }
      score += (Math.log(1 + (documents.length - holders + 0.5) / (holders + 0.5)) * frequency) / (1.2 + frequency);
    }
    const isMatch = needed.some((term) => text.some((tokens) => tokens.includes(term)));
    return { key: documents[index]?.key ?? 0, score: isMatch ? score : 0 };
  });
  return scored.filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score || b.key - a.key);
}

const word = fc.constantFrom(
  "graph",
  "graphs",
  "gpt-4",
  "the",
  "of",
  "neural",
  "Erdős",
  "深度学习",
  "c++",
  "rare",
  "model",
  "models",
);
const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(" "));
const fields = fc.record({ title: text, authors: text, abstract: text }, { requiredKeys: [] });
const change = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("put" as const), key: fc.nat({ max: 30 }), fields }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("remove" as const), key: fc.nat({ max: 30 }) }),
  },
);

test("ranks as the definition of BM25F does, after any additions, replacements and removals", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), text, (changes, query) => {
      const index = createWordIndex({ fields: FIELDS });
      const alive = new Map<number, IndexDocument<Field>>();
      for (const step of changes) {
        if (step.kind === "put") {
          index.put(step);
          alive.set(step.key, step);
        } else expect(index.remove(step.key)).toBe(alive.delete(step.key));
      }
      const expected = exhaustive([...alive.values()], query);
      const { total, hits } = index.search(query, { limit: 100 });
      expect(index.size).toBe(alive.size);
      expect(total).toBe(expected.length);
      const scores = new Map(hits.map(({ key, score }) => [key, score]));
      for (const { key, score } of expected) expect(scores.get(key)).toBeCloseTo(score, 9);
      expect(hits.every(({ score }, at) => at === 0 || score <= (hits[at - 1]?.score ?? 0))).toBe(true);
    }),
    { numRuns: 200 },
  );
});

describe("an index of words", () => {
  const library = createWordIndex({ fields: FIELDS });
  library.put({
    key: 1,
    fields: {
      title: "Attention in networks",
      authors: "Ada Example",
      abstract: "Words about graphs.",
    },
  });
  library.put({
    key: 2,
    fields: { title: "Graphs", authors: "Søren Łąka", abstract: "Attention, with gpt-4 and C++." },
  });
  library.put({ key: 3, fields: { title: "To be or not to be", abstract: "Nothing else." } });
  const keys = (query: string): number[] => library.search(query, { limit: 10 }).hits.map(({ key }) => key);

  test.each([
    ["a word in a title before one in an abstract", "attention", [1, 2]],
    ["documents with both words before those with one", "graph attention example", [1, 2]],
    ["names without their accents", "soren laka", [2]],
    ["whole names of models", "GPT-4", [2]],
    ["words that say nothing, when there are no others", "to be or not to be", [3]],
    ["nothing for words that nobody wrote", "zebra the of", []],
    ["nothing for no words", " \u0000 ?!", []],
  ])("finds %s", (_what, query, expected) => {
    expect(keys(query)).toEqual(expected);
  });

  test("turns pages without gaps or doubles", () => {
    const pages = [0, 1, 2].flatMap((offset) => library.search("attention graphs", { limit: 1, offset }).hits);
    expect(pages.map(({ key }) => key)).toEqual(keys("attention graphs"));
  });

  test("reads no more of a question than 2,000 characters and 64 words", () => {
    const many = Array.from({ length: 64 }, (_, index) => `w${index}`).join(" ");
    expect(keys(`${many} attention`)).toEqual([]);
    expect(keys(`${" ".repeat(2_000)}attention`)).toEqual([]);
  });

  test("puts the later of equal documents first", () => {
    const index = createWordIndex({ fields: { text: { weight: 1 } } });
    for (const key of [5, 9, 7]) index.put({ key, fields: { text: "same words" } });
    expect(index.search("same", { limit: 2 }).hits.map(({ key }) => key)).toEqual([9, 7]);
  });

  test("stays right when it grows through many blocks and gives empty slots back", () => {
    const index = createWordIndex({ fields: { text: { weight: 1 } } });
    for (let key = 0; key < 5_000; key++)
      index.put({ key, fields: { text: `every ${key % 7 === 0 ? "seventh" : "other"} n${key}` } });
    for (let key = 0; key < 4_000; key++) index.remove(key);
    expect(index.size).toBe(1_000);
    expect(index.search("seventh", { limit: 0 }).total).toBe(143);
    expect(index.search("n4321 n3999", { limit: 5 }).hits.map(({ key }) => key)).toEqual([4_321]);
    index.put({ key: 1, fields: { text: "seventh again" } });
    expect(index.search("seventh", { limit: 0 }).total).toBe(144);
  });
});
