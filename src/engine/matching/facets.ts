import type { FacetValue } from "../question.ts";
import { keywordTerm, type Segment } from "../segment/segment.ts";
import type { Candidates } from "./candidates.ts";
import { seek } from "./seek.ts";

/** The matching documents of a segment: ascending, and as bits. */
export class MatchSet {
  readonly segment: Segment;
  readonly bits: Uint8Array;
  #documents = new Uint16Array(256);
  #count = 0;

  constructor(segment: Segment) {
    this.segment = segment;
    this.bits = new Uint8Array((segment.documentCount + 7) >>> 3);
  }

  /** Documents must come in ascending order. */
  add({ documents, count }: Pick<Candidates, "documents" | "count">): void {
    if (this.#count + count > this.#documents.length)
      this.#documents = new Uint16Array(this.#documents.buffer.transfer(4 * (this.#count + count)));
    this.#documents.set(documents.subarray(0, count), this.#count);
    this.#count += count;
    const { bits } = this;
    for (let at = 0; at < count; at++) {
      const document = documents[at] as number;
      bits[document >>> 3] = (bits[document >>> 3] as number) | (1 << (document & 7));
    }
  }

  get documents(): Uint16Array {
    return this.#documents.subarray(0, this.#count);
  }
}

/** How many of the matches have each value of a keyword; the most frequent first, equals by name. */
export function countValues(sets: readonly MatchSet[], name: string): FacetValue[] {
  const counts = new Map<string, number>();
  const prefix = keywordTerm(name, "");
  for (const set of sets) {
    const { keywords } = set.segment;
    for (let number = firstWithPrefix(set.segment, prefix); number < keywords.termCount; number++) {
      const term = keywords.termAt(number);
      if (!term.startsWith(prefix)) break;
      const count = countIn(set, keywords.start[number] as number, keywords.start[number + 1] as number);
      if (count === 0) continue;
      const value = term.slice(prefix.length);
      counts.set(value, (counts.get(value) ?? 0) + count);
    }
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** Terms are in the order of their bytes, so that those of one keyword stand together. */
function firstWithPrefix({ keywords }: Segment, prefix: string): number {
  const wanted = Buffer.from(prefix);
  let low = 0;
  let high = keywords.termCount;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (Buffer.compare(Buffer.from(keywords.termAt(middle)), wanted) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A long list is searched for each match, a short one compared with the bits. */
const LOOK_UP_COST = 8;

function countIn({ segment, bits, documents }: MatchSet, start: number, end: number): number {
  const list = segment.keywords.documents;
  let count = 0;
  if (documents.length * LOOK_UP_COST < end - start) {
    let at = start;
    for (const document of documents) {
      at = seek(list, at, end, document);
      if (at < end && list[at] === document) count += 1;
    }
    return count;
  }
  for (let at = start; at < end; at++) {
    const document = list[at] as number;
    count += ((bits[document >>> 3] as number) >>> (document & 7)) & 1;
  }
  return count;
}
