import { loadKernels } from "../../lib/kernels.ts";
import type { Segment } from "../segment/segment.ts";
import { vectorRoomOf } from "../segment/segment-memory.ts";
import type { AskedVector } from "./asked-vector.ts";
import type { SegmentVectors } from "./segment-vectors.ts";
import { codeWidth, SIGN_BLOCK, signWidth } from "./vector-layout.ts";

/** See `assembly/vectors.ts`. */
interface VectorKernels {
  cosines(rows: number, width: number, query: number, documents: number, count: number, out: number): void;
  agreements(
    signs: number,
    width: number,
    tables: number,
    from: number,
    until: number,
    least: number,
    documents: number,
    sums: number,
    capacity: number,
  ): number;
  foundCount(): number;
}

/** Documents that one call finds, or is asked for, at most. */
export const ROOM_DOCUMENTS = 2_048;

/** Where things lie in the room, in bytes from its start. */
const QUERY = 0;
const TABLES = 4_096;
const DOCUMENTS = 8_192;
const SUMS = DOCUMENTS + 4 * ROOM_DOCUMENTS;
const COSINES = SUMS + 2 * (ROOM_DOCUMENTS + SIGN_BLOCK);

/** What stands for the cosine of a document without a vector. */
export const NO_COSINE = -2;

const kernelsOf = new WeakMap<Segment, VectorKernels>();

/** The kernels at work on one segment, for one question at a time. */
export class VectorRoom {
  readonly documents: Uint32Array;
  readonly sums: Uint16Array;
  readonly blockCount: number;
  readonly #kernels: VectorKernels;
  readonly #vectors: SegmentVectors;
  readonly #start: number;

  constructor(segment: Segment, vectors: SegmentVectors, { codes, tables }: AskedVector) {
    const { buffer } = segment.memory.memory;
    this.#kernels = loadedFor(segment);
    this.#vectors = vectors;
    this.#start = vectorRoomOf(segment.memory);
    this.blockCount = Math.ceil(segment.documentCount / SIGN_BLOCK);
    this.documents = new Uint32Array(buffer, this.#start + DOCUMENTS, ROOM_DOCUMENTS);
    this.sums = new Uint16Array(buffer, this.#start + SUMS, ROOM_DOCUMENTS);
    new Int8Array(buffer, this.#start + QUERY).set(codes);
    new Uint8Array(buffer, this.#start + TABLES).set(tables);
  }

  /** Finds documents from a block on by their signs, into `documents` and `sums`. Tells how many, and where to go on. */
  findFrom(block: number, least: number): { readonly count: number; readonly next: number } {
    const { signs, dimensions } = this.#vectors;
    const start = this.#start;
    const next = this.#kernels.agreements(
      signs.byteOffset,
      signWidth(dimensions),
      start + TABLES,
      block,
      this.blockCount,
      least,
      start + DOCUMENTS,
      start + SUMS,
      ROOM_DOCUMENTS,
    );
    return { count: this.#kernels.foundCount(), next };
  }

  /** Cosines of these documents; `NO_COSINE` for those without a vector. */
  cosines(documents: ArrayLike<number>): Float32Array {
    const all = new Float32Array(documents.length);
    const { codes, dimensions } = this.#vectors;
    const start = this.#start;
    const written = new Float32Array(codes.buffer, start + COSINES, ROOM_DOCUMENTS);
    for (let from = 0; from < all.length; from += ROOM_DOCUMENTS) {
      const count = Math.min(ROOM_DOCUMENTS, all.length - from);
      for (let at = 0; at < count; at++) this.documents[at] = documents[from + at] as number;
      const width = codeWidth(dimensions);
      this.#kernels.cosines(codes.byteOffset, width, start + QUERY, start + DOCUMENTS, count, start + COSINES);
      all.set(written.subarray(0, count), from);
    }
    return all;
  }
}

function loadedFor(segment: Segment): VectorKernels {
  const known = kernelsOf.get(segment);
  if (known) return known;
  const loaded = loadKernels("vectors", segment.memory.memory) as VectorKernels;
  kernelsOf.set(segment, loaded);
  return loaded;
}
