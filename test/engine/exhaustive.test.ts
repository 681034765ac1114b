import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answer } from "../../src/engine/matching/answer.ts";
import type { Clause, Hit, Question } from "../../src/engine/question.ts";
import { type IndexDocument, NO_DATE, type Schema } from "../../src/engine/schema.ts";
import type { SearchedSegment } from "../../src/engine/segment/segment.ts";
import { createSegmentBuilder } from "../../src/engine/segment/segment-builder.ts";
import { ExhaustiveIndex, type ExhaustivePart } from "./exhaustive-index.ts";

const SCHEMA: Schema = {
  text: [
    { name: "title", weight: 2.5, lengthPenalty: 0.75 },
    { name: "authors", weight: 1, lengthPenalty: 0.4 },
    { name: "abstract", weight: 1, lengthPenalty: 0.75 },
  ],
  keywords: ["category", "source"],
};

/** From the most frequent to the rarest; each is half as frequent as the one three before. */
const WORDS = [
  ..."the of model network deep learning a graph gpt-4 attention with neural c++ vision Erdős be data to transformer".split(
    " ",
  ),
  ..."深度学习 diffusion policy state-of-the-art proof bandit łukasz not kernel rare lattice hapax".split(" "),
];
const CATEGORIES = ["cs.LG", "cs.CL", "cs.CV", "math.CO", "q-bio"];

/** The same documents every time: a small generator of numbers from 0 to 1 (mulberry32). */
function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Shape {
  readonly name: string;
  /** Documents in each segment. */
  readonly sizes: readonly number[];
  readonly longest: number;
  readonly deletedShare: number;
  readonly isInOrder: boolean;
}

const SHAPES: readonly Shape[] = [
  { name: "no documents", sizes: [], longest: 1, deletedShare: 0, isInOrder: true },
  { name: "one document", sizes: [1], longest: 6, deletedShare: 0, isInOrder: true },
  { name: "equal documents", sizes: [300, 20], longest: 0, deletedShare: 0.1, isInOrder: true },
  { name: "borders of blocks", sizes: [127, 128, 129, 1, 257], longest: 12, deletedShare: 0, isInOrder: true },
  { name: "many deletions", sizes: [400, 90, 40, 3], longest: 20, deletedShare: 0.6, isInOrder: false },
  { name: "several windows", sizes: [2_049, 2_048, 300], longest: 8, deletedShare: 0.05, isInOrder: false },
  { name: "long lists", sizes: [6_000], longest: 5, deletedShare: 0.01, isInOrder: true },
];

function documentOf(key: number, dice: () => number, { longest, isInOrder }: Shape, share: number): IndexDocument {
  const word = (): string => WORDS[Math.min(WORDS.length - 1, Math.floor(-Math.log2(1 - dice()) * 3))] ?? "";
  const text = (most: number): string => Array.from({ length: Math.floor(dice() * (most + 1)) }, word).join(" ");
  const day = Math.floor((isInOrder ? share : dice()) * 200);
  return {
    key,
    text:
      longest === 0
        ? { title: "model graph" }
        : { title: text(longest / 3), authors: text(2), abstract: text(longest) },
    keywords: {
      category: CATEGORIES.filter(() => dice() < 0.3),
      source: [dice() < 0.02 ? "rare" : "common", ...(dice() < 0.1 ? ["second"] : [])],
    },
    date: dice() < 0.05 ? NO_DATE : day,
  };
}

function partsOf(shape: Shape): ExhaustivePart[] {
  const dice = createDice(shape.name.length);
  const total = shape.sizes.reduce((sum, size) => sum + size, 0);
  let made = 0;
  return shape.sizes.map((size) => {
    const documents = Array.from({ length: size }, () => {
      made += 1;
      return documentOf(shape.isInOrder ? made : (made * 7_919) % 1_000_003, dice, shape, made / total);
    });
    return {
      documents,
      deletedKeys: new Set(documents.map(({ key }) => key).filter(() => dice() < shape.deletedShare)),
    };
  });
}

function segmentOf({ documents, deletedKeys }: ExhaustivePart): SearchedSegment {
  const builder = createSegmentBuilder(SCHEMA);
  for (const document of documents) builder.add(document);
  const deleted = new Uint8Array(Math.ceil(documents.length / 8));
  for (const [number, { key }] of documents.entries())
    if (deletedKeys.has(key)) deleted[number >> 3] = (deleted[number >> 3] ?? 0) | (1 << (number & 7));
  return { segment: builder.build(), deleted: deletedKeys.size === 0 ? undefined : deleted };
}

const word = fc.constantFrom(...WORDS, "absent", "the", "model");
const words = (most: number): fc.Arbitrary<string> =>
  fc.array(word, { minLength: 1, maxLength: most }).map((all) => all.join(" "));
const clause = (most: number): fc.Arbitrary<Clause> =>
  fc.record({
    kind: fc.constantFrom("words", "words", "phrase"),
    text: fc.oneof(
      { weight: 12, arbitrary: words(most) },
      { weight: 1, arbitrary: fc.constantFrom("", "?!", "the of") },
    ),
    field: fc.constantFrom(undefined, undefined, undefined, "title", "authors", "abstract"),
  });
const clauses = (most: number, weight: number, length: number): fc.Arbitrary<readonly Clause[]> =>
  fc.oneof(
    { weight, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: fc.array(clause(length), { maxLength: most }) },
  );
const day = fc.option(fc.integer({ min: -5, max: 205 }), { nil: undefined });
const filter = fc.oneof(
  fc.record({ name: fc.constant("category"), anyOf: fc.subarray([...CATEGORIES, "none"], { minLength: 1 }) }),
  fc.record({ name: fc.constant("source"), anyOf: fc.subarray(["rare", "common", "second"], { minLength: 1 }) }),
);
const question: fc.Arbitrary<Question> = fc.record({
  should: fc.oneof(
    { weight: 3, arbitrary: fc.tuple(fc.record({ kind: fc.constant("words" as const), text: words(8) })) },
    { weight: 2, arbitrary: clauses(3, 1, 4) },
  ),
  must: clauses(2, 4, 2),
  mustNot: clauses(2, 6, 2),
  keywords: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: fc.array(filter, { maxLength: 2 }) },
  ),
  date: fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.record({ from: day, until: day }) },
  ),
  sort: fc.constantFrom("relevance", "relevance", "relevance", "newest", "oldest"),
  limit: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(1, 5, 20) }, { weight: 1, arbitrary: fc.nat({ max: 100 }) }),
  facets: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.subarray(["category", "source"]) },
  ),
});

/** Walks the pages to the end, or as far as `most` hits. */
function pagesOf(segments: readonly SearchedSegment[], asked: Question, most: number): Hit[] {
  const hits: Hit[] = [];
  let after: string | undefined;
  do {
    const page = answer(SCHEMA, segments, { ...asked, after });
    hits.push(...page.hits);
    after = page.next;
  } while (after !== undefined && hits.length < most);
  return hits;
}

describe.each(SHAPES)("an answer that skips is one that scores everything: $name", (shape) => {
  const parts = partsOf(shape);
  const segments = parts.map(segmentOf);
  const exhaustive = new ExhaustiveIndex(SCHEMA, parts);
  const isLarge = parts.some(({ documents }) => documents.length > 1_000);

  test("first pages, totals and facets", () => {
    fc.assert(
      fc.property(question, (asked) => {
        const expected = exhaustive.answer(asked);
        const found = answer(SCHEMA, segments, asked);
        expect(found.hits).toEqual(expected.hits.slice(0, asked.limit));
        expect(found.facets).toEqual(expected.facets);
        if (found.isTotalExact) expect(found.total).toBe(expected.hits.length);
        else expect(found.total).toBeLessThanOrEqual(expected.hits.length);
        if (asked.facets.length > 0) expect(found.isTotalExact).toBe(true);
      }),
      { numRuns: isLarge ? 120 : 400 },
    );
  });

  test("all pages, one behind the other", () => {
    fc.assert(
      fc.property(question, (asked) => {
        const expected = exhaustive.answer(asked).hits;
        const most = 25 * asked.limit;
        expect(pagesOf(segments, asked, most)).toEqual(asked.limit === 0 ? [] : expected.slice(0, most));
      }),
      { numRuns: isLarge ? 25 : 60 },
    );
  });
});
