import { crc32 } from "node:zlib";
import { DamagedSegment } from "./damaged-segment.ts";
import {
  ALIGNMENT,
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

/**
 * The sections of a file, as views on its bytes; on a copy, when they do not lie on a multiple of eight. Throws
 * `DamagedSegment` unless every section is there, whole, and fits its checksum.
 */
export function readSections(file: Uint8Array): Sections {
  const bytes = file.byteOffset % ALIGNMENT === 0 ? file : new Uint8Array(file);
  const numbers = readHeader(bytes);
  const sections: Partial<Record<SectionName, Sections[SectionName]>> = {};
  let at = aligned(HEADER_BYTES + 4);
  for (const [index, name] of SECTION_NAMES.entries()) {
    const length = numbers[1 + 2 * index] as number;
    const Kind: ArrayKind = SECTIONS[name];
    const end = at + length * Kind.BYTES_PER_ELEMENT;
    if (end > bytes.length) throw new DamagedSegment(`It ends before its section ${name} does.`);
    if (crc32(bytes.subarray(at, end)) !== numbers[2 + 2 * index])
      throw new DamagedSegment(`Its section ${name} does not fit the checksum.`);
    sections[name] = new Kind(bytes.buffer, bytes.byteOffset + at, length);
    at = aligned(end);
  }
  if (at !== bytes.length) throw new DamagedSegment(`It has ${bytes.length} bytes, and its header speaks of ${at}.`);
  return sections as Sections;
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
