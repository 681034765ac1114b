import { createWordIndex, type WordHits } from "../../engine/word-index.ts";
import type { PaperReads } from "../../store/store.ts";
import type { IndexProgress } from "../search.ts";

/** Changes read at once: some milliseconds of work, so that questions need not wait. */
const STEP = 200;

/** What a word in each field counts. A title says in ten words what its abstract says in two hundred. */
const FIELDS = { title: { weight: 2.5 }, authors: { weight: 1.5 }, abstract: { weight: 1 } };

/** A word index that follows the store's change log, a step at a time. */
export class FollowingIndex {
  readonly #papers: Pick<PaperReads, "changesSince" | "lastChange" | "count">;
  readonly #index = createWordIndex({ fields: FIELDS });
  #change = 0;
  #total = 0;
  #isReady = false;

  constructor(papers: Pick<PaperReads, "changesSince" | "lastChange" | "count">) {
    this.#papers = papers;
  }

  /** The last change that searches know of. */
  get change(): number {
    return this.#change;
  }

  get progress(): IndexProgress {
    return { indexed: this.#index.size, total: Math.max(this.#total, this.#index.size), isReady: this.#isReady };
  }

  /** Takes in the next changes; whether there may be more. */
  async step(): Promise<boolean> {
    const last = await this.#papers.lastChange();
    if (this.#change === 0) this.#total = await this.#papers.count();
    const changes = await this.#papers.changesSince(this.#change, STEP);
    for (const { key, paper } of changes) {
      if (paper)
        this.#index.put({ key, fields: { title: paper.title, authors: paper.authors, abstract: paper.abstract } });
      else this.#index.remove(key);
    }
    const hasMore = changes.length === STEP;
    // Numbers are also given to changes of editions, which no paper bears: what was given before the reading is passed.
    this.#change = Math.max(changes.at(-1)?.change ?? 0, hasMore ? 0 : last, this.#change);
    if (!hasMore) this.#isReady = true;
    return hasMore;
  }

  search(question: string, range: { readonly offset: number; readonly limit: number }): WordHits {
    return this.#index.search(question, range);
  }
}
