import { Absent, type Contestant, type ContestantPlace, type Found, Stopwatch } from "../search/contestant.ts";
import type { Corpus, PaperWithVector } from "../search/corpus.ts";
import { type BenchQuestion, LIMIT } from "../search/question.ts";
import { installed } from "./installed.ts";

const MOST_PAPERS = 100_000;
const BATCH = 1_000;
const NO_VECTORS = "MiniSearch has no vectors";

interface Stored {
  readonly title: string;
  readonly categories: readonly string[];
  readonly day: number;
}

interface SearchResult extends Stored {
  readonly id: number;
}

interface SearchOptions {
  readonly combineWith: "OR" | "AND";
  readonly boost: Readonly<Record<string, number>>;
  readonly filter?: (stored: Stored) => boolean;
}

interface MiniSearch {
  addAll(documents: readonly object[]): void;
  search(words: string, options: SearchOptions): readonly SearchResult[];
}

type MiniSearchClass = new (options: object) => MiniSearch;

/** MiniSearch as its own documentation sets it up. */
export async function createMiniSearch({ corpus }: ContestantPlace): Promise<Contestant> {
  if (corpus.sizes().papers > MOST_PAPERS) throw new Absent(`MiniSearch is measured up to ${MOST_PAPERS} papers.`);
  const { module: Index, version } = installed<MiniSearchClass>("minisearch");
  const fields = ["title", "authors", "abstract"];
  return new MiniSearchPeer(
    version,
    new Index({ fields, idField: "key", storeFields: ["title", "categories", "day"] }),
  );
}

class MiniSearchPeer implements Contestant {
  readonly version: string;
  readonly lacks = { vector: NO_VECTORS, fused: NO_VECTORS, quoted: "MiniSearch has no phrases" };
  readonly isInMemory = true;
  readonly #index: MiniSearch;

  constructor(version: string, index: MiniSearch) {
    this.version = version;
    this.#index = index;
  }

  async build(corpus: Corpus): Promise<number> {
    const watch = new Stopwatch();
    for await (const batch of corpus.batches("papers", BATCH)) await watch.time(() => this.#index.addAll(batch));
    return watch.seconds;
  }

  async open(): Promise<void> {}

  async ask({ words, match, category, from, until, isNewestFirst }: BenchQuestion): Promise<Found> {
    const isFiltered = category !== undefined || from !== undefined;
    const found = this.#index.search(words, {
      combineWith: match === "all" ? "AND" : "OR",
      boost: { title: 2.5, authors: 1.5 },
      ...(isFiltered && {
        filter: ({ categories, day }: Stored) =>
          (category === undefined || categories.includes(category)) &&
          (from === undefined || day >= from) &&
          (until === undefined || day <= until),
      }),
    });
    const ordered = isNewestFirst === true ? found.toSorted((a, b) => b.day - a.day || b.id - a.id) : found;
    return { keys: ordered.slice(0, LIMIT).map(({ id }) => id) };
  }

  async add(papers: readonly PaperWithVector[]): Promise<number> {
    const watch = new Stopwatch();
    await watch.time(() => this.#index.addAll(papers));
    return watch.ms;
  }

  residentBytes(): number {
    return process.memoryUsage.rss();
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}
