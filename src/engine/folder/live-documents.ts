import type { IndexDocument, Schema } from "../schema.ts";
import { createSegmentBuilder, type SegmentBuilder } from "../segment/segment-builder.ts";
import { averageLengths } from "../segment/average-lengths.ts";
import { mergeSegments } from "../segment/merge-segments.ts";
import { HeldSegment } from "./held-segment.ts";

/** Small segments before they become one. */
const MOST_SEALED = 8;
/** What is gathered in one segment before it is written. */
const MOST_GATHERED = 16_384;

/**
 * The documents that are nowhere but in memory. They gather in a builder until somebody searches; then it is sealed as a
 * small segment, so that a search never pays for more than what came since the one before.
 */
export class LiveDocuments {
  readonly #schema: Schema;
  /** Unless they are known, those of the documents here are used. */
  #averageLengths: readonly number[] | undefined;
  #sealed: readonly HeldSegment[] = [];
  #builder: SegmentBuilder | undefined;
  /** Where in the builder the document of a key stands. */
  #pending = new Map<number, number>();
  #gone: number[] = [];

  constructor(schema: Schema) {
    this.#schema = schema;
  }

  get aliveCount(): number {
    return this.#sealed.reduce((sum, { aliveCount }) => sum + aliveCount, this.#pending.size);
  }

  add(document: IndexDocument): void {
    this.#builder ??= this.#startBuilder();
    this.#pending.set(document.key, this.#builder.documentCount);
    this.#builder.add(document);
    if (this.#builder.documentCount >= MOST_GATHERED || this.#builder.isLarge) this.#seal();
  }

  /** False when no document here has this key. */
  remove(key: number): boolean {
    const pending = this.#pending.get(key);
    if (pending === undefined) return this.#sealed.some((segment) => segment.remove(key));
    this.#gone.push(pending);
    return this.#pending.delete(key);
  }

  /** Everything here, ready to be searched. */
  segments(): readonly HeldSegment[] {
    this.#seal();
    return this.#sealed.length >= MOST_SEALED ? this.gathered() : this.#sealed;
  }

  /** Everything here in as few segments as may be, without deleted documents. */
  gathered(): readonly HeldSegment[] {
    this.#seal();
    const averages = this.#averages();
    this.#sealed = groupsOf(this.#sealed).map((group) => {
      const [only] = group;
      if (only && group.length === 1 && only.deletedCount === 0) return only;
      return new HeldSegment(mergeSegments(this.#schema, group, averages));
    });
    return this.#sealed;
  }

  /** Begins anew; fields are held against these lengths. */
  clear(lengths: readonly number[] | undefined): void {
    this.#averageLengths = lengths;
    this.#sealed = [];
    this.#builder = undefined;
    this.#pending = new Map();
    this.#gone = [];
  }

  #seal(): void {
    if (!this.#builder) return;
    const sealed = new HeldSegment(this.#builder.build());
    for (const document of this.#gone) sealed.removeAt(document);
    this.#builder = undefined;
    this.#pending = new Map();
    this.#gone = [];
    if (sealed.aliveCount > 0) this.#sealed = [...this.#sealed, sealed];
  }

  #startBuilder(): SegmentBuilder {
    return createSegmentBuilder(
      this.#schema,
      this.#averageLengths === undefined ? {} : { averageLengths: this.#averageLengths },
    );
  }

  #averages(): readonly number[] {
    return this.#averageLengths ?? averageLengths(this.#schema.text.length, this.#sealed);
  }
}

/** Cut so that each group makes a segment of no more than `MOST_GATHERED`; without those that have no document left. */
function groupsOf(segments: readonly HeldSegment[]): readonly HeldSegment[][] {
  const groups: HeldSegment[][] = [];
  let count = MOST_GATHERED;
  for (const segment of segments.filter(({ aliveCount }) => aliveCount > 0)) {
    count += segment.aliveCount;
    if (count <= MOST_GATHERED) groups.at(-1)?.push(segment);
    else {
      groups.push([segment]);
      count = segment.aliveCount;
    }
  }
  return groups;
}
