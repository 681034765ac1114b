import type { Index } from "../../engine/engine.ts";
import { messageOf } from "../../lib/errors.ts";
import type { PaperReads } from "../../store/store.ts";
import type { IndexProgress, SearchHit } from "../search.ts";
import { plainQuestion } from "./plain-question.ts";
import { applyChanges, openPapersIndex } from "./papers-index.ts";

/** Changes read at once: some milliseconds of work, so that questions need not wait. */
const STEP = 200;
/** Changes that a crash may cost: they are read again. Committing them holds questions up for some tenths of a second. */
const COMMIT_EVERY = 2_000;
/** Hits that the engine gives at once. */
const PAGE = 100;

interface FollowingOptions {
  readonly folder: string;
  readonly papers: Pick<PaperReads, "changesSince" | "lastChange" | "count" | "origin">;
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
  #index: Index | undefined;
  #change = 0;
  #uncommitted = 0;
  #total = 0;
  #isReady = false;
  #upkeep: Promise<void> | undefined;

  constructor(options: FollowingOptions) {
    this.#options = options;
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

  /** Ranked papers for plain words: any of them may match. Throws `UserError` for what the engine refuses. */
  search(
    text: string,
    { offset, limit }: { readonly offset: number; readonly limit: number },
    deadline: () => boolean,
  ): { total: number; hits: readonly SearchHit[] } {
    const index = this.#index;
    if (!index) return { total: 0, hits: [] };
    const wanted = offset + limit;
    const first = index.search(plainQuestion(text, Math.min(wanted, PAGE)), { deadline });
    const hits = [...first.hits];
    for (let after = first.next; after !== undefined && hits.length < wanted;) {
      const question = { ...plainQuestion(text, Math.min(wanted - hits.length, PAGE)), facets: [], after };
      const page = index.search(question, { deadline });
      hits.push(...page.hits);
      after = page.next;
    }
    return { total: first.total, hits: hits.slice(offset).map(({ key, score }) => ({ key, score })) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#index?.[Symbol.dispose]();
    await this.#upkeep;
  }

  async #open(): Promise<Index> {
    const index = await openPapersIndex(this.#options);
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
    applyChanges(index, changes);
    const hasMore = changes.length === STEP;
    // Numbers are also given to changes of editions, which no paper bears: what was given before the reading is passed.
    this.#change = Math.max(changes.at(-1)?.change ?? 0, hasMore ? 0 : last, this.#change);
    this.#uncommitted += changes.length;
    if (!hasMore) this.#isReady = true;
    if (!hasMore || this.#uncommitted >= COMMIT_EVERY) this.#commit(index);
    return hasMore;
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
