import { existsSync } from "node:fs";
import type { Index } from "../engine/engine.ts";
import type { Embedder } from "../inference/embedder.ts";
import { Unavailable } from "../lib/errors.ts";
import type { PaperReads } from "../store/store.ts";
import { applyChanges, openPapersIndex, spaceOf } from "./thread/papers-index.ts";

export interface IndexPlace {
  readonly folder: string;
  readonly papers: Pick<PaperReads, "changesSince" | "lastChange" | "count" | "origin">;
  /** Places papers by what they mean; without it they are found by their words alone. */
  readonly embedder?: Embedder | undefined;
}

const open = async ({ folder, papers, embedder }: IndexPlace): Promise<Index> =>
  await openPapersIndex({ folder, papers, space: embedder && spaceOf(embedder) });

/** How the index on disk stands beside the store. */
export interface IndexReport {
  /** Undefined while all is well; else why the index is built anew. */
  readonly rebuildReason: string | undefined;
  readonly exists: boolean;
  readonly papers: number;
  readonly bytes: number;
  readonly segments: readonly { readonly documents: number; readonly deleted: number; readonly bytes: number }[];
  /** Changes of the store that are in the index, and all. */
  readonly change: number;
  readonly lastChange: number;
  /** The process that writes the index. */
  readonly writer: number | undefined;
}

/** Reads the index from disk, as a start does. Changes nothing. */
export async function reportIndex(place: IndexPlace): Promise<IndexReport> {
  const { folder, papers } = place;
  using index = await open(place);
  const { documents, bytes, segments } = index.stats();
  return {
    rebuildReason: index.rebuildReason,
    exists: existsSync(folder),
    papers: documents,
    bytes,
    segments,
    change: index.position,
    lastChange: await papers.lastChange(),
    writer: index.writer(),
  };
}

/** Stored vectors that are asked for, and the first of each that are looked at. */
const RECALL = { questions: 100, at: 20 } as const;

/**
 * Of the papers truly nearest in meaning, the share that a search finds among its first twenty. Undefined without vectors.
 * Takes a while: each of a hundred papers is compared with every other.
 */
export async function measureRecall(place: IndexPlace): Promise<number | undefined> {
  using index = await open(place);
  return index.vectorRecall(RECALL.questions, RECALL.at);
}

/** What is wrong with the index on disk, a sentence each. Changes nothing. */
export async function checkIndex(place: IndexPlace): Promise<readonly string[]> {
  using index = await open(place);
  const last = await place.papers.lastChange();
  const isAhead = index.position > last ? ["The index knows of changes that the database does not have."] : [];
  return [...index.check(), ...isAhead];
}

const STEP = 1_000;
const COMMIT_EVERY = 10;

interface RebuildOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

/** Builds the index anew. Stopped, it leaves what it has, to be gone on from. Throws `Unavailable` while another process writes. */
export async function rebuildIndex(place: IndexPlace, options: RebuildOptions): Promise<void> {
  const { papers, embedder } = place;
  using index = await open(place);
  if (!index.becomeWriter()) {
    const writer = index.writer();
    const who = writer === undefined ? "Another process" : `The process ${writer}`;
    throw new Unavailable("index", `${who} writes the search index. Stop it, or try again when it has ended.`);
  }
  index.clear();
  const total = await papers.count();
  let change = 0;
  for (let step = 1, hasMore = true; hasMore; step += 1) {
    options.signal.throwIfAborted();
    const last = await papers.lastChange();
    const changes = await papers.changesSince(change, STEP);
    await applyChanges(index, changes, embedder);
    hasMore = changes.length === STEP;
    change = Math.max(changes.at(-1)?.change ?? 0, hasMore ? 0 : last);
    options.onProgress({ done: index.stats().documents, total });
    if (hasMore && step % COMMIT_EVERY !== 0) continue;
    index.commit(change);
    await index.maintain();
  }
  index.commit(change);
  while (await index.maintain()) index.commit(change);
}
