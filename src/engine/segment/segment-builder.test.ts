import fc from "fast-check";
import { expect, test } from "vitest";
import { indexTokens } from "../../lib/analysis.ts";
import type { TokenSink } from "../../lib/scan-words.ts";
import { NO_DATE, type IndexDocument, type Schema } from "../schema.ts";
import { createSegmentBuilder, type BuilderOptions } from "./segment-builder.ts";
import { BLOCK, FIELD_END, keywordTerm, type DocumentLists, type Segment } from "./segment.ts";

const SCHEMA: Schema = {
  text: [
    { name: "title", weight: 2.5, lengthPenalty: 0.75 },
    { name: "abstract", weight: 1, lengthPenalty: 0.5 },
  ],
  keywords: ["category"],
};

const paper = (title: string, abstract = "", more: Partial<IndexDocument> = {}): IndexDocument => ({
  key: 1,
  text: { title, abstract },
  keywords: {},
  date: NO_DATE,
  ...more,
});

function build(documents: readonly IndexDocument[], options?: BuilderOptions): Segment {
  const builder = createSegmentBuilder(SCHEMA, options);
  for (const document of documents) builder.add(document);
  return builder.build();
}

const termsOf = (lists: DocumentLists): string[] => Array.from({ length: lists.termCount }, (_, n) => lists.termAt(n));

function documentsOf(lists: DocumentLists, term: string): number[] {
  const number = lists.find(term);
  return number === undefined ? [] : [...lists.documents.subarray(lists.start[number], lists.start[number + 1])];
}

/** Field by field, as text. */
const wordsOf = (segment: Segment, document: number): string[] =>
  Array.from(segment.sequenceOf(document), (n) => (n === FIELD_END ? "|" : segment.words.termAt(n)));

test("keeps keys, dates, lengths, keywords and the words in order", () => {
  const segment = build([
    paper("Graphs of graphs", "A graph.", {
      key: 2 ** 53,
      date: 20_000,
      keywords: { category: ["cs.LG", "cs.CL", "cs.LG"] },
    }),
    paper("", "Gödel", { keywords: { category: ["cs.CL"], unknown: ["x"] } }),
  ]);
  expect([...segment.keys]).toEqual([2 ** 53, 1]);
  expect([...segment.dates]).toEqual([20_000, NO_DATE]);
  expect(segment.lengths.map((ofField) => [...ofField])).toEqual([
    [3, 0],
    [2, 1],
  ]);
  expect(termsOf(segment.words)).toEqual(["a", "godel", "graph", "of"]);
  expect(documentsOf(segment.words, "graph")).toEqual([0]);
  expect([...segment.words.fields]).toEqual([2, 2, 3, 1]);
  expect(termsOf(segment.keywords)).toEqual(["category\0cs.CL", "category\0cs.LG"]);
  expect(documentsOf(segment.keywords, keywordTerm("category", "cs.CL"))).toEqual([0, 1]);
  expect(documentsOf(segment.keywords, keywordTerm("category", "cs.AI"))).toEqual([]);
  expect(wordsOf(segment, 0)).toEqual(["graph", "of", "graph", "|", "a", "graph", "|"]);
});

test("weighs words as BM25F defines it", () => {
  const word = fc.constantFrom("graph", "graphs", "neural", "the", "gpt-4", "深度学习");
  const text = fc.array(word, { maxLength: 9 }).map((words) => words.join(" "));
  const texts = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(texts, fc.option(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 }))), (all, references) => {
      const segment = build(
        all.map(([title, abstract]) => paper(title, abstract)),
        references ? { averageLengths: references } : {},
      );
      const tokens = all.map((fields) => fields.map(indexTokens));
      const averages = references ?? averageLengthsOf(tokens);
      const expected = tokens.flatMap((fields, document) =>
        [...new Set(fields.flat())].map((term) => ({ term, document, impact: definedImpact(fields, term, averages) })),
      );
      expect(segment.words.documents.length).toBe(expected.length);
      for (const { term, document, impact } of expected) {
        const at = postingOf(segment, term, document);
        expect(Math.abs((segment.words.impacts[at] ?? 0) - impact)).toBeLessThanOrEqual(1);
      }
    }),
  );
});

function averageLengthsOf(tokens: readonly string[][][]): number[] {
  return SCHEMA.text.map(
    (_, field) => tokens.reduce((sum, fields) => sum + (fields[field]?.length ?? 0), 0) / tokens.length,
  );
}

function definedImpact(fields: readonly string[][], term: string, averages: readonly number[]): number {
  let frequency = 0;
  for (const [field, { weight, lengthPenalty }] of SCHEMA.text.entries()) {
    const tokens = fields[field] ?? [];
    const count = tokens.filter((token) => token === term).length;
    const relative = averages[field] ? tokens.length / averages[field] : 1;
    frequency += (weight * count) / (1 - lengthPenalty + lengthPenalty * relative);
  }
  return (65_535 * frequency) / (frequency + 1.2);
}

function postingOf({ words }: Segment, term: string, document: number): number {
  const at = words.start[words.find(term) ?? 0] ?? 0;
  return at + documentsOf(words, term).indexOf(document);
}

test("blocks tell the last document and the greatest impact of every 128 postings", () => {
  const documents = Array.from({ length: 300 }, (_, n) =>
    paper(`everywhere ${n % 2 ? "odd" : ""} w${n}`, "more ".repeat(n)),
  );
  const { words } = build(documents);
  const term = words.find("everywhere") ?? 0;
  const blocks = [words.blockStart[term] ?? 0, words.blockStart[term + 1] ?? 0] as const;
  expect([...words.blockLast.subarray(...blocks)]).toEqual([BLOCK - 1, 2 * BLOCK - 1, 299]);
  for (let other = 0, block = 0; other < words.termCount; other++) {
    expect(words.blockStart[other]).toBe(block);
    const end = words.start[other + 1] ?? 0;
    for (let at = words.start[other] ?? 0; at < end; at += BLOCK, block++)
      expect(words.blockMax[block]).toBe(Math.max(...words.impacts.subarray(at, Math.min(at + BLOCK, end))));
  }
});

test("an index without documents, and documents without words, are none the worse", () => {
  const empty = build([]);
  expect([empty.documentCount, empty.words.termCount, empty.words.find("graph")]).toEqual([0, 0, undefined]);
  const wordless = build([paper(""), paper("")]);
  expect([wordless.documentCount, wordless.words.termCount]).toEqual([2, 0]);
  expect(wordsOf(wordless, 1)).toEqual(["|", "|"]);
});

test("counts a very long text to its end, and its length to 65,535", () => {
  const readTokens = (text: string, sink: TokenSink) => {
    for (const token of text.split(" ").filter((each) => each !== "")) sink(Buffer.from(token), 0, token.length);
  };
  const long = paper("", Array.from({ length: 70_000 }, (_, n) => (n % 10 === 0 ? "often" : `w${n}`)).join(" "));
  const segment = build([paper("often"), long], { readTokens });
  expect(segment.lengths[1]?.[1]).toBe(65_535);
  expect(segment.words.termCount).toBe(63_001);
  expect(wordsOf(segment, 1).slice(-2)).toEqual(["w69999", "|"]);
  expect(segment.words.impacts[postingOf(segment, "w69999", 1)]).toBeGreaterThan(0);
});

test("refuses a schema of more than eight text fields", () => {
  const fields = (count: number) => ({
    text: Array.from({ length: count }, (_, n) => ({ name: `f${n}`, weight: 1, lengthPenalty: 0.5 })),
    keywords: [],
  });
  const builder = createSegmentBuilder(fields(8));
  builder.add({ key: 0, text: { f7: "word" }, keywords: {}, date: NO_DATE });
  expect([...builder.build().words.fields]).toEqual([128]);
  expect(() => createSegmentBuilder(fields(9))).toThrow("An index has at most 8 text fields, and this schema has 9.");
});
