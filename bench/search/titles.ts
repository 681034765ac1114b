import { DatabaseSync } from "node:sqlite";
import { type Corpus, corpusFiles } from "./corpus.ts";

/** Titles by key, for engines that keep none. */
export class Titles implements Disposable {
  readonly #db: DatabaseSync;
  readonly #one;

  constructor({ folder }: Corpus) {
    this.#db = new DatabaseSync(corpusFiles(folder).titles, { readOnly: true });
    this.#one = this.#db.prepare("select title from title where key = ?");
  }

  /** In the order of the keys. */
  of(keys: readonly number[]): readonly string[] {
    return keys.map((key) => String(this.#one.get(key)?.["title"]));
  }

  [Symbol.dispose](): void {
    this.#db.close();
  }
}
