const PAGE_BITS = 16;
const PAGE_SIZE = 1 << PAGE_BITS;
const OFFSET_MASK = PAGE_SIZE - 1;
const FIRST_BLOCK = 4;
const LARGEST_BLOCK = 1024;

/** A term's list: position of its first posting, of its last, how many there are, and in how many documents that still exist. */
const FIRST = 0;
const LAST = 1;
const LENGTH = 2;
const LIVING = 3;
const LIST_SIZE = 4;

/** Sees a run of postings: document slots, and per slot one count for each field. */
export type PostingsVisitor = (slots: Int32Array, counts: Uint8Array, start: number, end: number) => void;

/**
 * For each term the slots of its documents, ascending, with counts per field. A term's list is a chain of blocks that double
 * in size; all blocks lie in common pages, so that half a million short lists cost no half a million objects.
 */
export class Postings {
  readonly #fieldCount: number;
  readonly #slots: Int32Array[] = [];
  readonly #counts: Uint8Array[] = [];
  #nextFree = 0;
  /** Four numbers a term, side by side because they are needed together: `FIRST`, `LAST`, `LENGTH`, `LIVING`. */
  #lists = new Int32Array(4 * 1024);

  constructor(fieldCount: number) {
    this.#fieldCount = fieldCount;
  }

  /** How many documents have a term, removed ones not counted. */
  documentCount(term: number): number {
    return this.#lists[LIST_SIZE * term + LIVING] ?? 0;
  }

  /** Appends a document, whose counts stand in `counts` from `from` on. Slots of a term must come in ascending order. */
  add(term: number, slot: number, counts: Uint8Array, from: number): void {
    const list = LIST_SIZE * term;
    if (list >= this.#lists.length) this.#lists = new Int32Array(this.#lists.buffer.transfer(8 * (list + LIST_SIZE)));
    const lists = this.#lists;
    const length = lists[list + LENGTH] as number;
    const position =
      length === 0 ? this.#allocate(FIRST_BLOCK) : this.#positionAfter(lists[list + LAST] as number, length);
    if (length === 0) lists[list + FIRST] = position;
    lists[list + LAST] = position;
    lists[list + LENGTH] = length + 1;
    lists[list + LIVING] = (lists[list + LIVING] as number) + 1;
    const page = position >>> PAGE_BITS;
    const offset = position & OFFSET_MASK;
    const target = this.#counts[page] as Uint8Array;
    (this.#slots[page] as Int32Array)[offset] = slot;
    for (let field = 0; field < this.#fieldCount; field++)
      target[offset * this.#fieldCount + field] = counts[from + field] as number;
  }

  /** A document with this term is gone. Its posting stays; whoever reads must look whether the slot is alive. */
  forget(term: number): void {
    const living = LIST_SIZE * term + LIVING;
    this.#lists[living] = (this.#lists[living] as number) - 1;
  }

  visit(term: number, visitor: PostingsVisitor): void {
    let remaining = this.#lists[LIST_SIZE * term + LENGTH] ?? 0;
    let position = this.#lists[LIST_SIZE * term + FIRST] ?? 0;
    for (let block = FIRST_BLOCK; remaining > 0; block = Math.min(2 * block, LARGEST_BLOCK)) {
      const slots = this.#slots[position >>> PAGE_BITS] as Int32Array;
      const start = position & OFFSET_MASK;
      const used = Math.min(remaining, block - 1);
      visitor(slots, this.#counts[position >>> PAGE_BITS] as Uint8Array, start, start + used);
      remaining -= used;
      position = slots[start + block - 1] as number;
    }
  }

  /** The last entry of a block is the position of the next one. */
  #positionAfter(last: number, length: number): number {
    const block = blockAfter(length);
    if (block === 0) return last + 1;
    const position = this.#allocate(block);
    (this.#slots[last >>> PAGE_BITS] as Int32Array)[(last & OFFSET_MASK) + 1] = position;
    return position;
  }

  #allocate(size: number): number {
    const isPageFull =
      (this.#nextFree & OFFSET_MASK) + size > PAGE_SIZE || this.#nextFree === this.#slots.length * PAGE_SIZE;
    if (isPageFull) {
      this.#nextFree = this.#slots.length * PAGE_SIZE;
      this.#slots.push(new Int32Array(PAGE_SIZE));
      this.#counts.push(new Uint8Array(PAGE_SIZE * this.#fieldCount));
    }
    const position = this.#nextFree;
    this.#nextFree += size;
    return position;
  }
}

/** Size of the block that must follow when a list of `length` postings fills its blocks exactly; 0 when there is room. */
function blockAfter(length: number): number {
  let filled = 0;
  let block = FIRST_BLOCK;
  while (filled + block - 1 < length && block < LARGEST_BLOCK) {
    filled += block - 1;
    block *= 2;
  }
  if ((length - filled) % (block - 1) !== 0) return 0;
  return Math.min(2 * block, LARGEST_BLOCK);
}
