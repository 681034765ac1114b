import { crc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Schema } from "../schema.ts";
import { DamagedSegment } from "./damaged-segment.ts";
import { readSegment } from "./read-segment.ts";
import { aligned, HEADER_BYTES, MAGIC, SECTION_NAMES, SECTIONS, type SectionName } from "./sections.ts";
import { createSegmentBuilder } from "./segment-builder.ts";
import type { Segment } from "./segment.ts";
import { fileIn, memoryHolding } from "./segment-memory.ts";

const SCHEMA: Schema = { text: [{ name: "title", weight: 2, lengthPenalty: 0.75 }], keywords: ["source"] };

const rewritten = ({ memory }: Segment): Buffer => Buffer.from(fileIn(memory));

const FILE = writtenFile();

function writtenFile(): Buffer {
  const builder = createSegmentBuilder(SCHEMA);
  for (const [key, title] of ["A graph of graphs", "", "深度学习 and graphs"].entries())
    builder.add({ key, text: { title }, keywords: { source: ["arxiv", `s${key}`] }, date: 20_000 + key });
  return rewritten(builder.build());
}

const read = (file: Uint8Array, schema = SCHEMA): Segment => readSegment(memoryHolding(file), schema);

/** Where the sections of `FILE` lie. */
function places(): { readonly name: string; readonly at: number; readonly end: number }[] {
  let at = aligned(HEADER_BYTES + 4);
  return SECTION_NAMES.map((name, index) => {
    const length = FILE.readUInt32LE(MAGIC.length + 4 + 8 * index);
    const place = { name, at, end: at + length * SECTIONS[name].BYTES_PER_ELEMENT };
    at = aligned(place.end);
    return place;
  });
}

const startOf = (name: SectionName): number => places().find((place) => place.name === name)?.at as number;

/** The file with checksums that fit. */
function sealed(file: Buffer): Buffer {
  for (const [index, { at, end }] of places().entries())
    file.writeUInt32LE(crc32(file.subarray(at, end)), MAGIC.length + 8 + 8 * index);
  file.writeUInt32LE(crc32(file.subarray(0, HEADER_BYTES)), HEADER_BYTES);
  return file;
}

/** Undefined for a file that is refused. */
function readOrRefused(file: Uint8Array): Segment | undefined {
  try {
    return read(file);
  } catch (error) {
    if (error instanceof DamagedSegment) return undefined;
    throw error;
  }
}

function isRefusedOrHarmless(file: Uint8Array): boolean {
  const segment = readOrRefused(file);
  return segment === undefined || rewritten(segment).equals(FILE);
}

test("a file with any bit turned round is refused", () => {
  for (let bit = 0; bit < 8 * FILE.length; bit++) {
    const file = Buffer.from(FILE);
    file.writeUInt8(file.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    expect(readOrRefused(file)).toBeUndefined();
  }
});

test("a file cut short anywhere, or longer than written, is refused", () => {
  for (let length = 0; length < FILE.length; length++) expect(readOrRefused(FILE.subarray(0, length))).toBeUndefined();
  expect(readOrRefused(Buffer.concat([FILE, Buffer.alloc(8)]))).toBeUndefined();
});

test("arbitrary bytes, alone or over a part of a file, are refused and nothing else", () => {
  const noise = fc.uint8Array({ minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(noise, fc.nat({ max: FILE.length - 1 }), (bytes, at) => {
      const cut = Buffer.concat([FILE.subarray(0, at), bytes]);
      const overwritten = Buffer.concat([cut, FILE.subarray(cut.length)]);
      for (const file of [bytes, cut, overwritten]) expect(isRefusedOrHarmless(file)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("a file that was torn between two versions of itself is refused", () => {
  const other = Buffer.from(FILE).fill(0, FILE.length / 2);
  expect(readOrRefused(other)).toBeUndefined();
});

describe("says what is wrong", () => {
  const other = (change: Partial<Schema>): Schema => ({ ...SCHEMA, ...change });

  test("with a file that is something else", () => {
    expect(() => read(Buffer.from("{}"))).toThrow("It is not a segment file.");
  });

  test("with a file of another format", () => {
    const later = Buffer.from(FILE);
    later.writeUInt32LE(3, 8);
    expect(() => read(later)).toThrow("Its format is 3, and 2 is what can be read.");
  });

  test("with a file of another schema", () => {
    const problem = "It was made for another schema.";
    expect(() => read(FILE, other({ keywords: ["source", "year"] }))).toThrow(problem);
    expect(() => read(FILE, other({ text: [{ name: "title", weight: 3, lengthPenalty: 0.75 }] }))).toThrow(problem);
  });

  test.each([
    ["dates", "Its section dates does not fit the checksum."],
    ["postingDocuments", "Its section postingDocuments does not fit the checksum."],
  ] as const)("with a changed section: %s", (name, problem) => {
    const changed = Buffer.from(FILE);
    changed.writeUInt8(changed.readUInt8(startOf(name)) ^ 1, startOf(name));
    expect(() => read(changed)).toThrow(problem);
  });

  test.each([
    ["wordBytesStart", 4, "words"],
    ["postingStart", 4, "postings"],
    ["postingDocuments", 0, "postings"],
    ["blockStart", 0, "blocks"],
    ["keywordDocuments", 0, "keywords"],
    ["sequenceStart", 4, "sequences"],
    ["sequenceWords", 4, "sequences"],
  ] as const)("with sections that point outside each other: %s", (name, offset, what) => {
    const wrong = Buffer.from(FILE);
    wrong.writeUInt32LE(999, startOf(name) + offset);
    expect(() => read(sealed(wrong))).toThrow(`Its ${what} contradict each other.`);
  });
});
