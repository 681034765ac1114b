import type { Index } from "../../engine/engine.ts";
import { messageOf } from "../../lib/errors.ts";
import type { PaperReads } from "../../store/store.ts";
import { isStatic, type Embedder } from "../../inference/embedder.ts";
import type { IndexProgress } from "../paper-index.ts";
import { applyChanges, openPapersIndex, spaceOf } from "./papers-index.ts";
import { Placing } from "./placing.ts";

/** Changes read at once: some milliseconds of work, so that questions need not wait. */
const STEP = 200;
/** Changes that a crash may cost: they are read again. Committing them holds questions up for some tenths of a second. */
const COMMIT_EVERY = 2_000;
/** The same while papers are behind: larger segments need fewer merges. */
const COMMIT_EVERY_WHILE_FILLING = 10_000;

interface FollowingOptions {
  readonly folder: string;
  readonly papers: Pick<PaperReads, "changesSince" | "lastChangesOf" | "lastChange" | "count" | "origin">;
  readonly embedder: Embedder;
  /** Told of what is amiss and mends itself. */
  readonly onTrouble: (message: string) => void;
  /** Told why the index is built anew. */
  readonly onRebuild: (reason: string) => void;
}

/**
 * The index of the papers, as it follows the store's change log, a step at a time. Where another process writes it, that
 * one's commits are followed instead; should it end, this one takes its place.
 */
export class FollowingIndex implements AsyncDisposable {
  readonly #options: FollowingOptions;
  #embedder: Embedder;
  #placing: Placing;
  #index: Index | undefined;
  #change = 0;
  #uncommitted = 0;
  #total = 0;
  #isReady = false;
  #upkeep: Promise<void> | undefined;

  constructor(options: FollowingOptions) {
    this.#options = options;
    this.#embedder = options.embedder;
    this.#placing = new Placing(options);
  }

  /** Places papers by what they mean. */
  get embedder(): Embedder {
    return this.#embedder;
  }

  /** Places papers by another model from the next step on; they are found by their words meanwhile. */
  async use(embedder: Embedder): Promise<void> {
    const before = this.#index;
    this.#embedder = embedder;
    this.#placing = new Placing({ ...this.#options, embedder });
    if (!before) return;
    if (before.isWriter) before.commit(this.#change);
    await this.#upkeep;
    this.#index = await this.#open();
    before[Symbol.dispose]();
  }

  /** Undefined before the first step. */
  get index(): Index | undefined {
    return this.#index;
  }

  /** The last change that searches know of. */
  get change(): number {
    return this.#change;
  }

  get isWriter(): boolean {
    return this.#index?.isWriter ?? false;
  }

  get progress(): IndexProgress {
    const indexed = this.#index?.stats().documents ?? 0;
    return { indexed, total: Math.max(this.#total, indexed), isReady: this.#isReady };
  }

  /** Takes in the next changes; whether there may be more. */
  async step(): Promise<boolean> {
    const index = (this.#index ??= await this.#open());
    const wasWriter = index.isWriter;
    if (!index.becomeWriter()) return await this.#follow(index);
    if (!wasWriter) await this.#begin(index);
    return await this.#takeChanges(index);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#index?.[Symbol.dispose]();
    await this.#upkeep;
  }

  async #open(): Promise<Index> {
    const index = await openPapersIndex({ ...this.#options, space: spaceOf(this.#embedder) });
    this.#change = index.position;
    return index;
  }

  /** As a reader. The total is asked for while it can be of interest only. */
  async #follow(index: Index): Promise<boolean> {
    const last = await this.#options.papers.lastChange();
    index.refresh();
    const wentBack = index.position < this.#change;
    this.#change = index.position;
    this.#isReady = this.#change >= last || (this.#isReady && !wentBack);
    if (!this.#isReady) this.#total = await this.#options.papers.count();
    return false;
  }

  /** As the writer, for the first time. */
  async #begin(index: Index): Promise<void> {
    const last = await this.#options.papers.lastChange();
    if (index.rebuildReason !== undefined) this.#options.onRebuild(index.rebuildReason);
    else if (index.position > last) {
      this.#options.onRebuild("it knows of changes that the database does not have");
      index.clear();
    }
    this.#change = index.position;
    this.#uncommitted = 0;
    this.#isReady = false;
    this.#total = await this.#options.papers.count();
  }

  async #takeChanges(index: Index): Promise<boolean> {
    const last = await this.#options.papers.lastChange();
    const changes = await this.#options.papers.changesSince(this.#change, STEP);
    // What takes a server a while is placed later: until then a paper is found by its words.
    await applyChanges(index, changes, isStatic(this.#embedder) ? this.#embedder : undefined);
    const hasMore = changes.length === STEP;
    // Numbers are also given to changes of editions, which no paper bears: what was given before the reading is passed.
    this.#change = Math.max(changes.at(-1)?.change ?? 0, hasMore ? 0 : last, this.#change);
    this.#uncommitted += changes.length;
    if (!hasMore) this.#isReady = true;
    const placed = hasMore ? 0 : await this.#placing.step(index);
    this.#uncommitted += placed;
    const mostUncommitted = this.#isReady ? COMMIT_EVERY : COMMIT_EVERY_WHILE_FILLING;
    if (!(hasMore || placed > 0) || this.#uncommitted >= mostUncommitted) this.#commit(index);
    return hasMore || placed > 0;
  }

  #commit(index: Index): void {
    index.commit(this.#change);
    this.#uncommitted = 0;
    // What a merge gains is kept by the next commit.
    this.#upkeep ??= index
      .maintain()
      .then(() => undefined)
      .catch((error: unknown) => this.#options.onTrouble(messageOf(error)))
      .finally(() => (this.#upkeep = undefined));
  }
}
