import { isDeleted, type SearchedSegment, type Segment } from "../segment/segment.ts";
import { countBits, emptyBits, setBit } from "./deletions.ts";

export interface SegmentFile {
  readonly name: string;
  /** See `fingerprintOf`. */
  readonly fingerprint: string;
}

/** A segment in memory, with what was deleted from it. Its documents can be found by key. */
export class HeldSegment implements SearchedSegment {
  readonly segment: Segment;
  /** Undefined while it is nowhere but in memory. */
  readonly file: SegmentFile | undefined;
  #deleted: Uint8Array | undefined;
  #deletedCount: number;
  #byKey: Uint32Array | undefined;

  constructor(segment: Segment, file?: SegmentFile, deleted?: Uint8Array) {
    this.segment = segment;
    this.file = file;
    this.#deleted = deleted;
    this.#deletedCount = deleted ? countBits(deleted) : 0;
  }

  get deleted(): Uint8Array | undefined {
    return this.#deleted;
  }

  get deletedCount(): number {
    return this.#deletedCount;
  }

  get bytes(): number {
    return this.segment.memory.fileBytes;
  }

  get aliveCount(): number {
    return this.segment.documentCount - this.#deletedCount;
  }

  /** Deletes the document of this key; false when there is none. */
  remove(key: number): boolean {
    const document = this.#find(key);
    if (document !== undefined) this.removeAt(document);
    return document !== undefined;
  }

  removeAt(document: number): void {
    this.#deleted ??= emptyBits(this.segment.documentCount);
    if (isDeleted(this.#deleted, document)) return;
    setBit(this.#deleted, document);
    this.#deletedCount += 1;
  }

  aliveKeys(): readonly number[] {
    return [...this.segment.keys].filter((_, document) => !isDeleted(this.#deleted, document));
  }

  /** A key may be here several times; at most one of its documents lives. */
  #find(key: number): number | undefined {
    const { keys, documentCount } = this.segment;
    const byKey = (this.#byKey ??= documentsByKey(keys));
    let [low, high] = [0, documentCount];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((keys[byKey[middle] as number] as number) < key) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < documentCount; at += 1) {
      const document = byKey[at] as number;
      if (keys[document] !== key) return undefined;
      if (!isDeleted(this.#deleted, document)) return document;
    }
    return undefined;
  }
}

function documentsByKey(keys: Float64Array): Uint32Array {
  const documents = Uint32Array.from(keys, (_, document) => document);
  const isSorted = keys.every((key, at) => at === 0 || key >= (keys[at - 1] as number));
  return isSorted ? documents : documents.sort((a, b) => (keys[a] as number) - (keys[b] as number));
}
