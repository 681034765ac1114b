import fc from "fast-check";
import { expect, test } from "vitest";
import type { IndexDocument, Schema } from "../schema.ts";
import { mergeSegments } from "./merge-segments.ts";
import { readSegment } from "./read-segment.ts";
import { createSegmentBuilder } from "./segment-builder.ts";
import type { DocumentLists, SearchedSegment, Segment } from "./segment.ts";
import { fileIn, memoryHolding } from "./segment-memory.ts";

const SCHEMA: Schema = {
  text: [
    { name: "title", weight: 2.5, lengthPenalty: 0.75 },
    { name: "authors", weight: 1, lengthPenalty: 0.4 },
    { name: "abstract", weight: 1, lengthPenalty: 0.75 },
  ],
  keywords: ["category", "source"],
};
const AVERAGES = [4, 3, 7.5];

const word = fc.oneof(
  fc.constantFrom(
    "graph",
    "graphs",
    "gpt-4",
    "the",
    "Erdős",
    "深度学习",
    "𠀀𠀁𠀂",
    "𝔸",
    "c++",
    "عربي",
    "ＡＢ",
    "naïve",
    "x".repeat(300),
  ),
  fc.nat({ max: 400 }).map((number) => `w${number}`),
);
const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(" "));
const value = fc.constantFrom("cs.LG", "cs.CL", "", "中文", "a\0b", "\ud800", "\ud801", "\ufffd");
const document: fc.Arbitrary<IndexDocument> = fc.record({
  key: fc.nat({ max: 2 ** 53 - 1 }),
  text: fc.record({ title: text, authors: text, abstract: text }, { requiredKeys: [] }),
  keywords: fc.record({ category: fc.array(value), source: fc.array(value) }, { requiredKeys: [] }),
  date: fc.integer({ min: -1, max: 30_000 }),
});
const documents = fc.array(document, { maxLength: 40 });

function built(from: readonly IndexDocument[], averageLengths?: readonly number[]): Segment {
  const builder = createSegmentBuilder(SCHEMA, { averageLengths });
  for (const each of from) builder.add(each);
  return builder.build();
}

const fileOf = ({ memory }: Segment): Buffer => Buffer.from(fileIn(memory));

const read = (file: Uint8Array): Segment => readSegment(memoryHolding(file), SCHEMA);

/** All that a search can see of a segment. */
function contentsOf(segment: Segment): unknown {
  const { words, keywords } = segment;
  const termsOf = (lists: DocumentLists) =>
    Array.from({ length: lists.termCount }, (_, number) => [lists.termAt(number), lists.find(lists.termAt(number))]);
  return {
    columns: [
      segment.documentCount,
      [...segment.keys],
      [...segment.dates],
      segment.lengths.map((ofField) => [...ofField]),
    ],
    words: [termsOf(words), words.start, words.documents, words.impacts, words.fields],
    blocks: [words.blockStart, words.blockLast, words.blockMax],
    keywords: [termsOf(keywords), keywords.start, keywords.documents],
    sequences: Array.from(segment.keys, (_, number) => [...segment.sequenceOf(number)]),
  };
}

test("what is written is read again, and lies in the memory of the segment", () => {
  fc.assert(
    fc.property(documents, (all) => {
      const segment = built(all);
      const file = fileOf(segment);
      const again = read(file);
      expect(again.words.documents.buffer).toBe(again.memory.memory.buffer);
      expect(contentsOf(again)).toEqual(contentsOf(segment));
      expect(fileOf(again)).toEqual(file);
    }),
    { numRuns: 50 },
  );
});

test("merging the parts of any split, read from files, gives to the byte what building from the living documents gives", () => {
  const parts = fc.array(fc.array(fc.tuple(document, fc.boolean()), { maxLength: 15 }), { maxLength: 5 });
  fc.assert(
    fc.property(parts, fc.constantFrom(AVERAGES, undefined), (split, averages) => {
      const searched = split.map((part): SearchedSegment => ({
        segment: read(
          fileOf(
            built(
              part.map(([each]) => each),
              AVERAGES,
            ),
          ),
        ),
        deleted: bitsOf(part.map(([, isDeleted]) => isDeleted)),
      }));
      const living = split.flat().filter(([, isDeleted]) => !isDeleted);
      const expected = built(
        living.map(([each]) => each),
        averages,
      );
      expect(fileOf(mergeSegments(SCHEMA, searched, averages)).equals(fileOf(expected))).toBe(true);
    }),
  );
});

function bitsOf(flags: readonly boolean[]): Uint8Array | undefined {
  if (!flags.includes(true)) return undefined;
  const bits = new Uint8Array(Math.ceil(flags.length / 8));
  for (const [number, isSet] of flags.entries())
    bits[number >> 3] = (bits[number >> 3] ?? 0) | (Number(isSet) << (number & 7));
  return bits;
}

test("a builder goes on after building", () => {
  fc.assert(
    fc.property(documents, documents, (first, second) => {
      const builder = createSegmentBuilder(SCHEMA, {});
      for (const each of first) builder.add(each);
      const before = builder.build();
      const fileBefore = fileOf(before);
      for (const each of second) builder.add(each);
      expect(builder.documentCount).toBe(first.length + second.length);
      expect(fileOf(builder.build()).equals(fileOf(built([...first, ...second])))).toBe(true);
      expect(fileOf(before).equals(fileBefore)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test("a text of 70,000 words is written and merged like any other", () => {
  const abstract = Array.from({ length: 70_000 }, (_, number) => `w${number % 50_000}`).join(" ");
  const long = { key: 1, text: { abstract }, keywords: {}, date: 0 };
  const short = { key: 2, text: { title: "w1 w2" }, keywords: {}, date: 0 };
  const parts = [built([short]), built([long])].map((segment) => ({ segment, deleted: undefined }));
  const merged = read(fileOf(mergeSegments(SCHEMA, parts)));
  expect(contentsOf(merged)).toEqual(contentsOf(built([short, long])));
});
