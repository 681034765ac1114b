import type { Segment } from "../segment/segment.ts";

/** Where something stands in an order: by `value`, equals by `tie`; more is better. No two have both in common. */
export interface Place {
  readonly value: number;
  readonly tie: number;
}

/** Keeps the best of any number of documents that come after a place, best first, in flat arrays. */
export class TopHits {
  readonly values: Float64Array;
  readonly ties: Float64Array;
  readonly documents: Uint32Array;
  /** Where each document is from. */
  readonly segments: Segment[] = [];
  count = 0;
  /** What a document must reach to have a chance. */
  threshold = Number.NEGATIVE_INFINITY;
  readonly #after: Place;

  constructor(capacity: number, after: Place = { value: Number.POSITIVE_INFINITY, tie: 0 }) {
    this.values = new Float64Array(capacity);
    this.ties = new Float64Array(capacity);
    this.documents = new Uint32Array(capacity);
    this.#after = after;
    if (capacity === 0) this.threshold = Number.POSITIVE_INFINITY;
  }

  /** Whether it would be kept if it were offered. */
  wants(value: number, tie: number): boolean {
    const after = this.#after;
    if (value > after.value || (value === after.value && tie >= after.tie)) return false;
    if (this.count < this.values.length) return true;
    return value > this.threshold || (value === this.threshold && tie > (this.ties[this.count - 1] as number));
  }

  /** Takes what `wants` said yes to. */
  take(value: number, tie: number, segment: Segment, document: number): void {
    const { values, ties, documents, segments } = this;
    let at = this.count < values.length ? this.count++ : this.count - 1;
    for (; at > 0; at--) {
      const before = values[at - 1] as number;
      if (before > value || (before === value && (ties[at - 1] as number) > tie)) break;
      values[at] = before;
      ties[at] = ties[at - 1] as number;
      documents[at] = documents[at - 1] as number;
      segments[at] = segments[at - 1] as Segment;
    }
    values[at] = value;
    ties[at] = tie;
    documents[at] = document;
    segments[at] = segment;
    if (this.count === values.length) this.threshold = values[this.count - 1] as number;
  }
}
