import { loadKernels } from "../../lib/kernels.ts";
import { MOST_DOCUMENTS, type Segment } from "../segment/segment.ts";
import { wordRoomOf } from "../segment/segment-memory.ts";
import type { ScanTerm } from "./scan-term.ts";
import { MOST_WINDOWS, WINDOW } from "./windows.ts";

/** The kernels of assembly/postings.ts. All addresses are bytes in the memory of the segment. */
interface PostingKernels {
  openTerm(term: number): void;
  boundWindows(room: number): void;
  gatherScored(room: number, window: number, threshold: number): number;
  gatherAll(room: number, window: number): number;
  countAll(room: number, window: number): number;
  setBits(bits: number, documents: number, fields: number, mask: number, count: number): void;
  setDateBits(bits: number, dates: number, count: number, from: number, until: number): void;
}

/** Where the documents of a window come from, before they are looked at one by one. */
export const LEADS = { bits: 0, everything: 1, term: 2, union: 3 } as const;

export type Lead = keyof typeof LEADS;

// As assembly/postings.ts has them.
const SCORES = 16_384;
const DOCUMENTS = 32_768;
const BOUNDS = 37_120;
const PARAMETERS = 37_888;
const TERMS = 38_144;
const TERM_BYTES = 240;
// After 64 terms, and one that leads.
const GATE = 57_344;
const SPARE = GATE + MOST_DOCUMENTS / 8;

export interface RoomParts {
  /** The term that leads, if one does, is not among them. */
  readonly required: readonly ScanTerm[];
  readonly any: readonly ScanTerm[];
  readonly extras: readonly ScanTerm[];
  readonly lead: Lead;
  readonly leadTerm: ScanTerm | undefined;
  readonly isGated: boolean;
}

/**
 * Where one question at a time is asked of one segment: parameters and terms are written here, kernels find here what they need,
 * and leave here what they find. Whatever asks next writes over it.
 */
export class WordRoom {
  /** Of the window that was gathered last, ascending. */
  readonly documents: Uint16Array;
  readonly scores: Float64Array;
  /** The greatest score that each window can hold; -1 where nothing can match. */
  readonly bounds: Float64Array;
  /** Bit `n` is set when document `n` passes the filters. */
  readonly gate: Uint32Array;
  /** Bits to make a set of documents in. */
  readonly spare: Uint32Array;
  readonly kernels: PostingKernels;
  readonly address: number;
  readonly #segment: Segment;
  readonly #view: DataView;

  constructor(segment: Segment) {
    const { memory } = segment.memory;
    const { buffer } = memory;
    this.#segment = segment;
    this.address = wordRoomOf(segment.memory);
    this.kernels = loadKernels("postings", memory) as PostingKernels;
    this.documents = new Uint16Array(buffer, this.address + DOCUMENTS, WINDOW);
    this.scores = new Float64Array(buffer, this.address + SCORES, WINDOW);
    this.bounds = new Float64Array(buffer, this.address + BOUNDS, MOST_WINDOWS);
    this.gate = new Uint32Array(buffer, this.address + GATE, MOST_DOCUMENTS / 32);
    this.spare = new Uint32Array(buffer, this.address + SPARE, MOST_DOCUMENTS / 32);
    this.#view = new DataView(buffer, this.address);
  }

  /** Lays a question out and finds the bounds of its windows. */
  open({ required, any, extras, lead, leadTerm, isGated }: RoomParts): void {
    const terms = [...required, ...any, ...extras, ...(leadTerm ? [leadTerm] : [])];
    for (const [at, term] of terms.entries()) this.#openTerm(TERMS + at * TERM_BYTES, term);
    const leadAddress = leadTerm ? this.address + TERMS + (terms.length - 1) * TERM_BYTES : 0;
    const gateAddress = isGated ? this.address + GATE : 0;
    const { documentCount } = this.#segment;
    const parameters = [
      required.length,
      any.length,
      extras.length,
      LEADS[lead],
      leadAddress,
      gateAddress,
      documentCount,
    ];
    for (const [at, value] of parameters.entries()) this.#view.setUint32(PARAMETERS + 4 * at, value, true);
    this.kernels.boundWindows(this.address);
  }

  #openTerm(at: number, { number, start, end, weight, mask }: ScanTerm): void {
    const { documents, impacts, fields, blockStart, blockLast, blockMax } = this.#segment.words;
    const block = 2 * (blockStart[number] as number);
    const view = this.#view;
    view.setFloat64(at, weight, true);
    view.setUint32(at + 8, documents.byteOffset + 2 * start, true);
    view.setUint32(at + 12, impacts.byteOffset + 2 * start, true);
    view.setUint32(at + 16, fields.byteOffset + start, true);
    view.setUint32(at + 20, end - start, true);
    view.setUint32(at + 24, mask, true);
    view.setUint32(at + 28, blockLast.byteOffset + block, true);
    view.setUint32(at + 32, blockMax.byteOffset + block, true);
    this.kernels.openTerm(this.address + at);
  }
}

const rooms = new WeakMap<Segment, WordRoom>();

/** Made once for each segment, and kept as long as the segment is. */
export function roomOf(segment: Segment): WordRoom {
  const found = rooms.get(segment);
  if (found) return found;
  const made = new WordRoom(segment);
  rooms.set(segment, made);
  return made;
}
