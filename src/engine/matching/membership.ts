/** A set of documents. */
export interface Membership {
  has(document: number): boolean;
}

/** Postings of a list, from `start` to `end`; with `fields`, those that have a bit of `mask` in common. */
export interface PostingRange {
  readonly documents: Uint32Array;
  readonly start: number;
  readonly end: number;
  readonly fields?: Uint8Array;
  readonly mask?: number;
}

/** Looking through lists costs about so many times what setting a bit costs. */
const LOOK_UP_COST = 30;

/** The documents of any of the lists, in the form that is cheaper for about `lookUps` questions. */
export function membershipOf(ranges: readonly PostingRange[], documentCount: number, lookUps: number): Membership {
  const size = sizeOf(ranges);
  return size + documentCount / 64 < lookUps * ranges.length * LOOK_UP_COST
    ? new BitMembership(bitsOf(ranges, documentCount))
    : new ListMembership(ranges);
}

export function sizeOf(ranges: readonly PostingRange[]): number {
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Bit `n` is set when document `n` is in any of the lists. */
export function bitsOf(ranges: readonly PostingRange[], documentCount: number): Uint8Array {
  const bits = new Uint8Array((documentCount + 7) >>> 3);
  for (const { documents, start, end, fields, mask = 0 } of ranges) {
    for (let at = start; at < end; at++) {
      if (fields && ((fields[at] as number) & mask) === 0) continue;
      const document = documents[at] as number;
      bits[document >>> 3] = (bits[document >>> 3] as number) | (1 << (document & 7));
    }
  }
  return bits;
}

class BitMembership implements Membership {
  readonly #bits: Uint8Array;

  constructor(bits: Uint8Array) {
    this.#bits = bits;
  }

  has(document: number): boolean {
    return ((this.#bits[document >>> 3] as number) & (1 << (document & 7))) !== 0;
  }
}

class ListMembership implements Membership {
  readonly #ranges: readonly PostingRange[];

  constructor(ranges: readonly PostingRange[]) {
    this.#ranges = ranges;
  }

  has(document: number): boolean {
    for (const { documents, start, end, fields, mask = 0 } of this.#ranges) {
      const at = lowerBound(documents, start, end, document);
      if (at < end && documents[at] === document && (!fields || ((fields[at] as number) & mask) !== 0)) return true;
    }
    return false;
  }
}

function lowerBound(documents: Uint32Array, start: number, end: number, wanted: number): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((documents[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The documents of all lists once each, ascending; a single list is not copied. */
export function mergedRange(ranges: readonly PostingRange[]): PostingRange {
  const [only] = ranges;
  if (ranges.length === 1 && only) return only;
  const all = new Uint32Array(sizeOf(ranges));
  let filled = 0;
  for (const { documents, start, end } of ranges) {
    all.set(documents.subarray(start, end), filled);
    filled += end - start;
  }
  const ascending = all.sort();
  let kept = 0;
  for (let at = 0; at < ascending.length; at++)
    if (at === 0 || ascending[at] !== ascending[at - 1]) ascending[kept++] = ascending[at] as number;
  return { documents: ascending, start: 0, end: kept };
}
