import type { PaperReads } from "../../store/store.ts";
import { NameBook } from "./name-book.ts";

/** Changes read at once: some milliseconds of work, so that questions need not wait. */
const STEP = 200;

/** The names of all papers and authors, as they follow the store's change log. */
export class FollowingNames {
  readonly book = new NameBook();
  readonly #papers: Pick<PaperReads, "changesSince" | "lastChange">;
  #change = 0;
  #isReady = false;

  constructor(papers: Pick<PaperReads, "changesSince" | "lastChange">) {
    this.#papers = papers;
  }

  /** Whether every paper of the start was read: before, a word that is not here may be somebody's all the same. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** Takes in the next changes; whether there may be more. */
  async step(): Promise<boolean> {
    const last = await this.#papers.lastChange();
    const changes = last === this.#change ? [] : await this.#papers.changesSince(this.#change, STEP);
    this.book.apply(changes);
    const hasMore = changes.length === STEP;
    this.#change = Math.max(changes.at(-1)?.change ?? 0, hasMore ? 0 : last, this.#change);
    if (!hasMore) this.#isReady = true;
    return hasMore;
  }
}
