import type { Dictionary } from "./dictionary.ts";
import type { SegmentMemory } from "./segment-memory.ts";
import type { Sequences } from "./sequences.ts";
import type { SegmentVectors } from "../vectors/segment-vectors.ts";

/** As many as numbers of 16 bits tell apart. Larger indexes have more segments. */
export const MOST_DOCUMENTS = 65_536;

/** Postings in a block share one greatest impact, by which whole blocks are skipped. */
export const BLOCK = 128;

/** The greatest impact: a word that fills its document. */
export const FULL_IMPACT = 65_535;

/** k1 of BM25F. */
export const SATURATION = 1.2;

/** Stands in a sequence after each text field. */
export const FIELD_END = 0xffff_ffff;

/**
 * An immutable part of the index: the file in WebAssembly memory, and its flat arrays as views there, so that kernels are given
 * their `byteOffset` as address. Documents are numbered from 0 to below `MOST_DOCUMENTS`; within a list they ascend.
 */
export interface Segment {
  /** Where all the arrays below lie, with room for kernels to work in. */
  readonly memory: SegmentMemory;
  readonly documentCount: number;
  /** Key, date and, for each text field, length in words of each document. */
  readonly keys: Float64Array;
  readonly dates: Int32Array;
  /** `lengths[field]`, in the order of the schema. */
  readonly lengths: readonly Uint16Array[];
  readonly words: PostingLists;
  /** Values of all keywords, under `name\0value`; impacts and fields are absent. */
  readonly keywords: DocumentLists;
  /** Each document's words in order, packed. For phrases. */
  readonly sequences: Sequences;
  /** Undefined when no document has one in the space of the schema. */
  readonly vectors: SegmentVectors | undefined;
  /** The word numbers of a document in order, `FIELD_END` after each text field. Valid until the next call. */
  sequenceOf(document: number): Uint32Array;
}

/** Terms in ascending order of their UTF-8 bytes, and for each the documents that have it. */
export interface DocumentLists {
  readonly termCount: number;
  /** The number of a term; undefined when it is not here. */
  find(term: string): number | undefined;
  termAt(number: number): string;
  readonly dictionary: Dictionary;
  /** Postings of term `n` stand from `start[n]` to `start[n + 1]`. */
  readonly start: Uint32Array;
  readonly documents: Uint16Array;
}

export interface PostingLists extends DocumentLists {
  /** `FULL_IMPACT × tf / (tf + SATURATION)`, tf weighted and divided by relative field length (BM25F); at least 1. */
  readonly impacts: Uint16Array;
  /** Bit `n` is set when the word stands in text field `n`. */
  readonly fields: Uint8Array;
  /** Blocks of term `n` stand from `blockStart[n]` to `blockStart[n + 1]`. */
  readonly blockStart: Uint32Array;
  /** The last document of each block. */
  readonly blockLast: Uint16Array;
  readonly blockMax: Uint16Array;
}

/** A segment with the documents that were deleted since it was written. */
export interface SearchedSegment {
  readonly segment: Segment;
  /** Bit `n` set: document `n` is gone. Undefined while none is. */
  readonly deleted: Uint8Array | undefined;
}

export const isDeleted = (deleted: Uint8Array | undefined, document: number): boolean =>
  deleted !== undefined && ((deleted[document >> 3] as number) & (1 << (document & 7))) !== 0;

/** What the lists of `Segment.keywords` call a value. */
export const keywordTerm = (name: string, value: string): string => `${name}\0${value}`;
