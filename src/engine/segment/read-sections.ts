import { crc32 } from "node:zlib";
import { DamagedSegment } from "./damaged-segment.ts";
import {
  aligned,
  FORMAT,
  HEADER_BYTES,
  MAGIC,
  SECTION_NAMES,
  SECTIONS,
  type SectionName,
  type Sections,
} from "./sections.ts";

interface ArrayKind {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): Sections[SectionName];
}

/** The sections of a file, as views on its bytes, which begin their memory. Throws `DamagedSegment` unless its header fits it. */
export function readSections(file: Uint8Array): Sections {
  const numbers = readHeader(file);
  const sections: Partial<Record<SectionName, Sections[SectionName]>> = {};
  let at = endOfPadding(file, HEADER_BYTES + 4);
  for (const [index, name] of SECTION_NAMES.entries()) {
    const length = numbers[1 + 2 * index] as number;
    const Kind: ArrayKind = SECTIONS[name];
    const end = at + length * Kind.BYTES_PER_ELEMENT;
    if (end > file.length) throw new DamagedSegment(`It ends before its section ${name} does.`);
    sections[name] = new Kind(file.buffer, file.byteOffset + at, length);
    at = endOfPadding(file, end);
  }
  if (at !== file.length) throw new DamagedSegment(`It has ${file.length} bytes, and its header speaks of ${at}.`);
  return sections as Sections;
}

function endOfPadding(file: Uint8Array, from: number): number {
  const end = aligned(from);
  if (file.subarray(from, end).some((byte) => byte !== 0))
    throw new DamagedSegment("There is something between its sections.");
  return end;
}

/** Throws `DamagedSegment` unless every section fits its checksum. */
export function verifySections(file: Uint8Array, sections: Sections): void {
  const numbers = readHeader(file);
  for (const [index, name] of SECTION_NAMES.entries()) {
    const { buffer, byteOffset, byteLength } = sections[name];
    if (crc32(new Uint8Array(buffer, byteOffset, byteLength)) !== numbers[2 + 2 * index])
      throw new DamagedSegment(`Its section ${name} does not fit the checksum.`);
  }
}

/** `FORMAT`, then length and checksum of each section. */
function readHeader(bytes: Uint8Array): Uint32Array {
  if (bytes.length < HEADER_BYTES + 4 || !MAGIC.equals(bytes.subarray(0, MAGIC.length)))
    throw new DamagedSegment("It is not a segment file.");
  const numbers = new Uint32Array(bytes.buffer, bytes.byteOffset + MAGIC.length, (HEADER_BYTES - MAGIC.length) / 4 + 1);
  if (numbers[0] !== FORMAT)
    throw new DamagedSegment(`Its format is ${numbers[0]}, and ${FORMAT} is what can be read.`);
  if (numbers.at(-1) !== crc32(bytes.subarray(0, HEADER_BYTES)))
    throw new DamagedSegment("Its header does not fit the checksum.");
  return numbers;
}
