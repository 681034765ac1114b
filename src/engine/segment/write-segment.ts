import { crc32 } from "node:zlib";
import type { Schema } from "../schema.ts";
import { aligned, FORMAT, HEADER_BYTES, MAGIC, SECTION_NAMES, type Sections } from "./sections.ts";
import type { Segment } from "./segment.ts";

/** The parts of a segment file, one after another. Most are the segment's own memory. */
export function writeSegment(segment: Segment, schema: Schema): Uint8Array[] {
  const sections = sectionsOf(segment, schema);
  const numbers = new Uint32Array(1 + 2 * SECTION_NAMES.length);
  numbers[0] = FORMAT;
  const parts: Uint8Array[] = [];
  for (const [index, name] of SECTION_NAMES.entries()) {
    const section = sections[name];
    const bytes = bytesOf(section);
    numbers.set([section.length, crc32(bytes)], 1 + 2 * index);
    parts.push(bytes, padding(bytes.length));
  }
  const header = Buffer.concat([MAGIC, bytesOf(numbers)]);
  const checksum = bytesOf(Uint32Array.of(crc32(header)));
  return [header, checksum, padding(HEADER_BYTES + checksum.length), ...parts].filter(({ length }) => length > 0);
}

function sectionsOf({ keys, dates, lengths, words, keywords, sequences }: Segment, schema: Schema): Sections {
  return {
    schema: Buffer.from(JSON.stringify(schema)),
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

const padding = (length: number): Uint8Array => new Uint8Array(aligned(length) - length);
