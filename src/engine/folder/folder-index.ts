import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { Unavailable } from "../../lib/errors.ts";
import { answer, type AnswerLimits } from "../matching/answer.ts";
import type { Answer, Question } from "../question.ts";
import type { IndexDocument, Schema } from "../schema.ts";
import { averageLengths } from "../segment/average-lengths.ts";
import { mergeSegments } from "../segment/merge-segments.ts";
import { segmentIn } from "../segment/read-segment.ts";
import { isDeleted, type Segment } from "../segment/segment.ts";
import { fileIn } from "../segment/segment-memory.ts";
import { assertVector } from "../vectors/vector-problem.ts";
import { vectorRecall } from "../vectors/recall.ts";
import { checkFolder } from "./check-folder.ts";
import { packBits } from "./deletions.ts";
import { writeDurably } from "./durable-file.ts";
import { HeldSegment } from "./held-segment.ts";
import { LiveDocuments } from "./live-documents.ts";
import { formatManifest, makingOf, MANIFEST, type AverageLengths, type ManifestSegment } from "./manifest.ts";
import { chooseMerge } from "./merge-policy.ts";
import { mergeInThread } from "./merge-thread.ts";
import { readFolder, type FolderOptions } from "./read-folder.ts";
import { fingerprintOf, isSegmentFile, segmentFileName } from "./segment-files.ts";
import { takeWriterLock, writerOf, type WriterLock } from "./writer-lock.ts";

/** Documents that are merged between two questions; more go to a thread of their own. */
const MERGED_AT_ONCE = 2_000;

/** See `Index` in engine.ts. */
export class FolderIndex {
  readonly #folder: string;
  readonly #schema: Schema;
  readonly #files: FolderOptions;
  readonly #live: LiveDocuments;
  readonly #closing = new AbortController();
  #lock: WriterLock | undefined;
  #segments: readonly HeldSegment[] = [];
  #averages: AverageLengths | undefined;
  #position = 0;
  #rebuildReason: string | undefined;
  /** Of the manifest that was read last. */
  #stamp = "";
  /** Whether written segments differ from what the manifest says of them. */
  #isChanged = false;
  /** The merge under way: the file it writes, and what it reads. */
  #merging: { readonly name: string; readonly parts: readonly HeldSegment[] } | undefined;

  constructor({ folder, schema, madeFrom }: { folder: string; schema: Schema; madeFrom: string }) {
    this.#folder = folder;
    this.#schema = schema;
    this.#files = { folder, schema, making: makingOf(schema, madeFrom) };
    this.#live = new LiveDocuments(schema);
    this.#load();
  }

  get isWriter(): boolean {
    return this.#lock !== undefined;
  }

  get position(): number {
    return this.#position;
  }

  get rebuildReason(): string | undefined {
    return this.#rebuildReason;
  }

  becomeWriter(): boolean {
    if (this.#lock) return true;
    mkdirSync(this.#folder, { recursive: true });
    this.#lock = takeWriterLock(this.#folder);
    if (this.#lock) this.#load();
    return this.isWriter;
  }

  put(documents: readonly IndexDocument[]): void {
    for (const { vector } of documents) if (vector) assertVector(vector, this.#schema.vectors);
    this.remove(documents.map(({ key }) => key));
    // Of two documents of one key in a batch the later one counts.
    for (const document of new Map(documents.map((each) => [each.key, each])).values()) this.#live.add(document);
  }

  remove(keys: readonly number[]): void {
    this.#assertWriter();
    for (const key of keys) {
      if (this.#live.remove(key)) continue;
      if (this.#segments.some((segment) => segment.remove(key))) this.#isChanged = true;
    }
  }

  commit(position: number): void {
    this.#assertWriter();
    const fresh = this.#live.gathered();
    if (fresh.length === 0 && !this.#isChanged && position === this.#position) return;
    const written: HeldSegment[] = [];
    try {
      for (const { segment } of fresh) written.push(this.#write(segment));
      this.#publish([...this.#segments, ...written], position);
    } catch (error) {
      // On a full disk each attempt would leave another file.
      for (const segment of written) if (!this.#segments.includes(segment)) this.#removeFile(segment.file?.name ?? "");
      throw error;
    }
    this.#live.clear(this.#averages?.lengths);
  }

  async maintain(): Promise<boolean> {
    const choice = this.#lock && this.#merging === undefined ? chooseMerge(this.#segments) : undefined;
    if (!choice) return false;
    const parts = choice.map((position) => this.#segments[position] as HeldSegment);
    const before = parts.map(({ deleted }) => deleted?.slice());
    const name = segmentFileName();
    this.#merging = { name, parts };
    try {
      const merged = await this.#merge(parts, before, name);
      if (!parts.every((part) => this.#segments.includes(part))) return true;
      removeLater(merged, parts, before);
      this.#segments = [...this.#segments.filter((segment) => !parts.includes(segment)), merged];
      this.#isChanged = true;
      return true;
    } finally {
      this.#merging = undefined;
    }
  }

  clear(): void {
    this.#assertWriter();
    this.#averages = undefined;
    this.#live.clear(undefined);
    this.#publish([], 0);
  }

  refresh(): boolean {
    return !this.isWriter && this.#stampNow() !== this.#stamp && this.#load();
  }

  search(question: Question, limits?: AnswerLimits): Answer {
    return answer(this.#schema, [...this.#segments, ...this.#live.segments()], question, limits);
  }

  stats() {
    const segments = this.#segments.map(({ aliveCount, deletedCount, bytes }) => ({
      documents: aliveCount,
      deleted: deletedCount,
      bytes,
    }));
    const uncommitted = this.#live.aliveCount;
    return {
      documents: segments.reduce((sum, { documents }) => sum + documents, uncommitted),
      uncommitted,
      bytes: segments.reduce((sum, { bytes }) => sum + bytes, 0),
      segments,
    };
  }

  vectorRecall(questions: number, at: number): number | undefined {
    return vectorRecall([...this.#segments, ...this.#live.segments()], questions, at);
  }

  writer(): number | undefined {
    return writerOf(this.#folder);
  }

  check(): readonly string[] {
    return checkFolder(this.#files);
  }

  [Symbol.dispose](): void {
    this.#closing.abort();
    this.#lock?.[Symbol.dispose]();
    this.#lock = undefined;
  }

  /** Takes in what is in the folder. A reader that has something goes on with it when that cannot be used. */
  #load(): boolean {
    this.#stamp = this.#stampNow();
    const held = new Map(this.#segments.flatMap((segment) => (segment.file ? [[segment.file.name, segment]] : [])));
    const reading = readFolder(this.#files, held);
    this.#rebuildReason = "problem" in reading ? reading.problem : undefined;
    if ("problem" in reading && reading.problem !== undefined && !this.isWriter) return false;
    const { manifest, segments } = "state" in reading ? reading.state : { manifest: undefined, segments: [] };
    this.#segments = segments;
    this.#averages = manifest?.averages;
    this.#position = manifest?.position ?? 0;
    this.#isChanged = false;
    this.#live.clear(this.#averages?.lengths);
    return true;
  }

  /** A process that lost its lock goes on as a reader of what is committed. */
  #assertWriter(): void {
    if (this.#lock?.isHeld()) return;
    if (this.#lock) {
      this.#lock = undefined;
      this.#load();
    }
    throw new Unavailable("index", `Another process writes the search index in ${this.#folder}.`);
  }

  #write(segment: Segment): HeldSegment {
    const name = segmentFileName();
    writeDurably(this.#folder, name, fileIn(segment.memory));
    return this.#held(segment, name);
  }

  async #merge(
    parts: readonly HeldSegment[],
    deleted: readonly (Uint8Array | undefined)[],
    name: string,
  ): Promise<HeldSegment> {
    const task = { folder: this.#folder, schema: this.#schema, name, averageLengths: this.#averageLengthsFor(parts) };
    if (parts.reduce((sum, { aliveCount }) => sum + aliveCount, 0) <= MERGED_AT_ONCE)
      return this.#write(mergeSegments(this.#schema, parts, task.averageLengths));
    const files = parts.map(({ file }, position) => ({ file: file?.name ?? "", deleted: deleted[position] }));
    const memory = await mergeInThread({ ...task, parts: files }, this.#closing.signal);
    return this.#held(segmentIn(memory, this.#schema), name);
  }

  /** A segment that was written to the file of this name. */
  #held(segment: Segment, name: string): HeldSegment {
    return new HeldSegment(segment, { name, fingerprint: fingerprintOf(fileIn(segment.memory)) });
  }

  /** A merge of most of the index is the time to weigh lengths anew. */
  #averageLengthsFor(parts: readonly HeldSegment[]): readonly number[] {
    const total = this.#segments.reduce((sum, { aliveCount }) => sum + aliveCount, 0);
    const merged = parts.reduce((sum, { aliveCount }) => sum + aliveCount, 0);
    if (this.#averages === undefined || 2 * merged >= total) this.#averages = this.#averagesOf(this.#segments);
    return this.#averages.lengths;
  }

  #averagesOf(segments: readonly HeldSegment[]): AverageLengths {
    const documents = segments.reduce((sum, { aliveCount }) => sum + aliveCount, 0);
    return { lengths: averageLengths(this.#schema.text.length, segments), documents };
  }

  /** Makes these segments the committed state. Files that no longer belong to it go. */
  #publish(segments: readonly HeldSegment[], position: number): void {
    // A merge under way needs its files to the end, also of segments without a living document by now.
    const kept = segments.filter((each) => each.aliveCount > 0 || this.#merging?.parts.includes(each));
    const documents = kept.reduce((sum, { aliveCount }) => sum + aliveCount, 0);
    // What is written first knows little of what comes: lengths are weighed anew whenever the index has doubled.
    const isOutgrown = documents >= 2 * (this.#averages?.documents ?? 0);
    const averages = documents > 0 && isOutgrown ? this.#averagesOf(kept) : this.#averages;
    const manifest = formatManifest({ position, averages, segments: kept.map(toEntry) }, this.#files.making);
    writeDurably(this.#folder, MANIFEST, Buffer.from(manifest));
    this.#segments = kept;
    this.#averages = averages;
    this.#position = position;
    this.#isChanged = false;
    this.#rebuildReason = undefined;
    this.#sweep();
  }

  #sweep(): void {
    const needed = new Set(this.#segments.map(({ file }) => file?.name));
    for (const name of readdirSync(this.#folder)) {
      const isBeingWritten = this.#merging !== undefined && name.startsWith(this.#merging.name);
      if (isSegmentFile(name) && !needed.has(name) && !isBeingWritten) this.#removeFile(name);
    }
  }

  #removeFile(name: string): void {
    rmSync(join(this.#folder, name), { force: true });
  }

  #stampNow(): string {
    const found = statSync(join(this.#folder, MANIFEST), { bigint: true, throwIfNoEntry: false });
    return found ? `${found.ino} ${found.mtimeNs} ${found.size}` : "";
  }
}

function toEntry({ segment, file, bytes, deleted }: HeldSegment): ManifestSegment {
  return {
    file: file?.name ?? "",
    bytes,
    fingerprint: file?.fingerprint ?? "",
    documents: segment.documentCount,
    ...(deleted && { deleted: packBits(deleted) }),
  };
}

/** What was deleted while its segment was being merged is deleted from the merged one too. */
function removeLater(
  merged: HeldSegment,
  parts: readonly HeldSegment[],
  before: readonly (Uint8Array | undefined)[],
): void {
  for (const [position, { segment, deleted }] of parts.entries()) {
    if (!deleted) continue;
    for (const [document, key] of segment.keys.entries()) {
      if (isDeleted(deleted, document) && !isDeleted(before[position], document)) merged.remove(key);
    }
  }
}
