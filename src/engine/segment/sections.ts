/**
 * What a segment file consists of, in order. It begins with `MAGIC`, then numbers of 32 bits: `FORMAT`, length in elements and
 * CRC-32 of each section, and the CRC-32 of all that. Header and sections are filled up with zeros to whole `ALIGNMENT`s, so
 * that arrays can be looked at where they lie. Numbers have the byte order of the machine: elsewhere `FORMAT` reads otherwise.
 */
export const SECTIONS = {
  schema: Uint8Array,
  keys: Float64Array,
  dates: Int32Array,
  lengths: Uint16Array,
  wordBytes: Uint8Array,
  wordBytesStart: Uint32Array,
  wordSlots: Uint32Array,
  postingStart: Uint32Array,
  postingDocuments: Uint16Array,
  postingImpacts: Uint16Array,
  postingFields: Uint8Array,
  blockStart: Uint32Array,
  blockLast: Uint16Array,
  blockMax: Uint16Array,
  keywordBytes: Uint8Array,
  keywordBytesStart: Uint32Array,
  keywordSlots: Uint32Array,
  keywordStart: Uint32Array,
  keywordDocuments: Uint16Array,
  sequenceStart: Uint32Array,
  sequenceBytes: Uint8Array,
  sequenceWords: Uint32Array,
  vectorSpace: Uint8Array,
  vectorCodes: Int8Array,
  vectorSigns: Uint8Array,
} as const;

export type SectionName = keyof typeof SECTIONS;

export type Sections = { readonly [Name in SectionName]: (typeof SECTIONS)[Name]["prototype"] };

export const SECTION_NAMES = Object.keys(SECTIONS) as readonly SectionName[];

export const MAGIC = Buffer.from("BROADSEG");

/** Raised when older files would be read wrongly. */
export const FORMAT = 2;

export const ALIGNMENT = 16;

export const aligned = (length: number): number => Math.ceil(length / ALIGNMENT) * ALIGNMENT;

/** Bytes of the header without its own checksum. */
export const HEADER_BYTES = MAGIC.length + 4 + 8 * SECTION_NAMES.length;
