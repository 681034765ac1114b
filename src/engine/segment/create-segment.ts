import { crc32 } from "node:zlib";
import { type Schema, withoutVectors } from "../schema.ts";
import { aligned, FORMAT, HEADER_BYTES, MAGIC, SECTION_NAMES, type Sections } from "./sections.ts";
import type { DocumentLists, PostingLists, Segment } from "./segment.ts";
import { allotMemory, fileIn, type SegmentMemory } from "./segment-memory.ts";
import { segmentIn } from "./read-segment.ts";
import type { Sequences } from "./sequences.ts";
import { type SegmentVectors, spaceBytes } from "../vectors/segment-vectors.ts";

type Derived = "find" | "termAt" | "termCount";

/** The arrays of a segment, without what follows from them. */
export interface SegmentArrays extends Pick<Segment, "keys" | "dates" | "lengths"> {
  readonly words: Omit<PostingLists, Derived>;
  readonly keywords: Omit<DocumentLists, Derived>;
  readonly sequences: Sequences;
  readonly vectors: SegmentVectors | undefined;
}

/** A segment of copies of these arrays, laid out as its file. */
export function createSegment(arrays: SegmentArrays, schema: Schema): Segment {
  return segmentIn(layOut(sectionsOf(arrays, schema)), schema);
}

function layOut(sections: Sections): SegmentMemory {
  const beginning = aligned(HEADER_BYTES + 4);
  const allotted = allotMemory(
    SECTION_NAMES.reduce((sum, name) => sum + aligned(sections[name].byteLength), beginning),
  );
  const file = fileIn(allotted);
  const numbers = new Uint32Array(1 + 2 * SECTION_NAMES.length);
  numbers[0] = FORMAT;
  let at = beginning;
  for (const [index, name] of SECTION_NAMES.entries()) {
    const bytes = bytesOf(sections[name]);
    file.set(bytes, at);
    numbers.set([sections[name].length, crc32(bytes)], 1 + 2 * index);
    at += aligned(bytes.length);
  }
  file.set(MAGIC);
  file.set(bytesOf(numbers), MAGIC.length);
  file.set(bytesOf(Uint32Array.of(crc32(file.subarray(0, HEADER_BYTES)))), HEADER_BYTES);
  return allotted;
}

function sectionsOf(arrays: SegmentArrays, schema: Schema): Sections {
  const { keys, dates, lengths, words, keywords, sequences, vectors } = arrays;
  return {
    schema: Buffer.from(JSON.stringify(withoutVectors(schema))),
    keys,
    dates,
    lengths: joined(lengths),
    wordBytes: words.dictionary.bytes,
    wordBytesStart: words.dictionary.start,
    wordSlots: words.dictionary.slots,
    postingStart: words.start,
    postingDocuments: words.documents,
    postingImpacts: words.impacts,
    postingFields: words.fields,
    blockStart: words.blockStart,
    blockLast: words.blockLast,
    blockMax: words.blockMax,
    keywordBytes: keywords.dictionary.bytes,
    keywordBytesStart: keywords.dictionary.start,
    keywordSlots: keywords.dictionary.slots,
    keywordStart: keywords.start,
    keywordDocuments: keywords.documents,
    sequenceStart: sequences.start,
    sequenceBytes: sequences.bytes,
    sequenceWords: sequences.words,
    vectorSpace: spaceBytes(vectors && schema.vectors),
    vectorCodes: vectors?.codes ?? new Int8Array(0),
    vectorSigns: vectors?.signs ?? new Uint8Array(0),
  };
}

function joined(lengths: readonly Uint16Array[]): Uint16Array {
  const all = new Uint16Array(lengths.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const ofField of lengths) {
    all.set(ofField, at);
    at += ofField.length;
  }
  return all;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
