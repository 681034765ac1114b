import { ROOM_DOCUMENTS, type VectorRoom } from "./vector-room.ts";

/** More than any sum: of 32 tables, each entry is at most 63. */
const SUM_LIMIT = 2_048;

/** Keeps the documents whose signs agree most with a question, over all segments. */
export class Sieve {
  readonly #most: number;
  readonly #sources: Uint32Array;
  readonly #documents: Uint32Array;
  readonly #sums: Uint16Array;
  #count = 0;
  /** What the signs of a document must reach to be kept. */
  #least = 0;

  constructor(most: number) {
    this.#most = most;
    this.#sources = new Uint32Array(most + ROOM_DOCUMENTS);
    this.#documents = new Uint32Array(most + ROOM_DOCUMENTS);
    this.#sums = new Uint16Array(most + ROOM_DOCUMENTS);
  }

  /** Takes in what passes of a segment, which `source` is the number of. */
  add(source: number, room: VectorRoom, passes: (document: number) => boolean): void {
    for (let block = 0; block < room.blockCount && this.#least < SUM_LIMIT;) {
      const { count, next } = room.findFrom(block, this.#least);
      block = next;
      for (let at = 0; at < count; at++) {
        const document = room.documents[at] as number;
        if (!passes(document)) continue;
        this.#sources[this.#count] = source;
        this.#documents[this.#count] = document;
        this.#sums[this.#count++] = room.sums[at] as number;
      }
      if (this.#count > this.#most) this.#cut();
    }
  }

  /** What was kept, by source. */
  bySource(): ReadonlyMap<number, readonly number[]> {
    const kept = new Map<number, number[]>();
    for (let at = 0; at < this.#count; at++) {
      const source = this.#sources[at] as number;
      const documents = kept.get(source);
      if (documents) documents.push(this.#documents[at] as number);
      else kept.set(source, [this.#documents[at] as number]);
    }
    return kept;
  }

  /** Leaves the best; of those that are equal at the edge, the first that came. */
  #cut(): void {
    const edge = this.#edge();
    let equals = this.#most;
    for (let at = 0; at < this.#count; at++) if ((this.#sums[at] as number) > edge) equals -= 1;
    let kept = 0;
    for (let at = 0; at < this.#count; at++) {
      const sum = this.#sums[at] as number;
      if (sum < edge || (sum === edge && equals-- <= 0)) continue;
      this.#sources[kept] = this.#sources[at] as number;
      this.#documents[kept] = this.#documents[at] as number;
      this.#sums[kept++] = sum;
    }
    this.#count = kept;
    this.#least = edge + 1;
  }

  /** The sum that the last of the best has. */
  #edge(): number {
    const frequencies = new Uint32Array(SUM_LIMIT);
    for (let at = 0; at < this.#count; at++) {
      const sum = this.#sums[at] as number;
      frequencies[sum] = (frequencies[sum] as number) + 1;
    }
    let sum = SUM_LIMIT;
    for (let better = 0; better < this.#most; better += frequencies[sum] as number) sum -= 1;
    return sum;
  }
}
