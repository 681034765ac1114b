import type { IndexDocument, Schema } from "../schema.ts";
import { createSegmentBuilder } from "../segment/segment-builder.ts";
import { averageLengths } from "../segment/average-lengths.ts";
import { mergeSegments } from "../segment/merge-segments.ts";
import { HeldSegment } from "./held-segment.ts";

/** Small segments before they become one. */
const MOST_SEALED = 8;

type Builder = ReturnType<typeof createSegmentBuilder>;

/**
 * The documents that are nowhere but in memory. They gather in a builder until somebody searches; then it is sealed as a
 * small segment, so that a search never pays for more than what came since the one before.
 */
export class LiveDocuments {
  readonly #schema: Schema;
  /** Unless they are known, those of the documents here are used. */
  #averageLengths: readonly number[] | undefined;
  #sealed: readonly HeldSegment[] = [];
  #builder: Builder | undefined;
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
    if (this.#sealed.length >= MOST_SEALED) this.whole();
    return this.#sealed;
  }

  /** Everything here as one segment without deleted documents; undefined when there is nothing. */
  whole(): HeldSegment | undefined {
    this.#seal();
    const [first] = this.#sealed;
    const isWhole = this.#sealed.length === 1 && first?.deletedCount === 0;
    if (!isWhole && this.#sealed.length > 0)
      this.#sealed = [new HeldSegment(mergeSegments(this.#schema, this.#sealed, this.#averages()))];
    if (this.aliveCount === 0) this.#sealed = [];
    return this.#sealed[0];
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

  #startBuilder(): Builder {
    return createSegmentBuilder(
      this.#schema,
      this.#averageLengths === undefined ? {} : { averageLengths: this.#averageLengths },
    );
  }

  #averages(): readonly number[] {
    return this.#averageLengths ?? averageLengths(this.#schema.text.length, this.#sealed);
  }
}
