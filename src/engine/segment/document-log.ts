import type { Schema } from "../schema.ts";
import { MOST_DOCUMENTS } from "./segment.ts";
import type { Sequences } from "./sequences.ts";
import { VectorLog } from "../vectors/vector-log.ts";
import { TermTable } from "./term-table.ts";

const MOST_FIELDS = 8;
const LONGEST_FIELD = 65_535;
const MOST_BYTES = 0xffff_ffff;
/** In LEB128, a number of 32 bits takes at most five bytes. */
const LONGEST_CODE = 5;

/**
 * Documents as they come, before they are inverted into lists: what building from texts and merging segments have in common,
 * so that both give the same segment. Words and keywords are called by their numbers in the tables.
 */
export class DocumentLog {
  readonly words = new TermTable();
  readonly keywords = new TermTable();
  readonly keys: number[] = [];
  readonly dates: number[] = [];
  /** By field, then by document. */
  readonly lengths: readonly number[][];
  /** Which document has which keyword, pair by pair; the documents of one keyword ascend. */
  readonly keywordNumbers: number[] = [];
  readonly keywordDocuments: number[] = [];
  /** Undefined when the schema has no vectors. */
  readonly vectors: VectorLog | undefined;
  readonly #sequenceStart: number[] = [];
  #bytes = new Uint8Array(65_536);
  #byteCount = 0;
  #fieldLength = 0;
  #field = 0;

  constructor({ text, vectors }: Schema) {
    if (text.length > MOST_FIELDS)
      throw new RangeError(`An index has at most ${MOST_FIELDS} text fields, and this schema has ${text.length}.`);
    this.lengths = text.map(() => []);
    this.vectors = vectors && new VectorLog(vectors.dimensions);
  }

  /** Of the words so far. */
  get byteCount(): number {
    return this.#byteCount;
  }

  get documentCount(): number {
    return this.keys.length;
  }

  /** Starts the next document and returns its number. */
  begin(key: number, date: number): number {
    if (this.keys.length === MOST_DOCUMENTS)
      throw new RangeError(`A segment holds at most ${MOST_DOCUMENTS} documents; build it and begin another.`);
    this.dates.push(date);
    this.#sequenceStart.push(this.#byteCount);
    this.#field = 0;
    return this.keys.push(key) - 1;
  }

  /** The next word of the present field. */
  addWord(number: number): void {
    this.words.note(number, this.keys.length - 1);
    this.#fieldLength += 1;
    this.#write(number + 1);
  }

  endField(): void {
    this.lengths[this.#field]?.push(Math.min(this.#fieldLength, LONGEST_FIELD));
    this.#field += 1;
    this.#fieldLength = 0;
    this.#write(0);
  }

  addKeyword(number: number, document: number): void {
    if (!this.keywords.note(number, document)) return;
    this.keywordNumbers.push(number);
    this.keywordDocuments.push(document);
  }

  /** As they are now: documents that come later do not change them. */
  sequences(): Pick<Sequences, "start" | "bytes"> {
    return {
      start: new Uint32Array([...this.#sequenceStart, this.#byteCount]),
      bytes: this.#bytes.subarray(0, this.#byteCount),
    };
  }

  #write(code: number): void {
    if (this.#byteCount + LONGEST_CODE > this.#bytes.length) this.#grow();
    let rest = code;
    while (rest > 127) {
      this.#bytes[this.#byteCount++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.#bytes[this.#byteCount++] = rest;
  }

  #grow(): void {
    if (this.#byteCount + LONGEST_CODE > MOST_BYTES)
      throw new RangeError("A segment holds at most 4 GB of words; write the documents so far and begin another.");
    const written = this.#bytes;
    this.#bytes = new Uint8Array(Math.min(2 * written.length, MOST_BYTES));
    this.#bytes.set(written);
  }
}
