import { type Contestant, type ContestantPlace, type Found, Stopwatch } from "../search/contestant.ts";
import type { Corpus, PaperWithVector } from "../search/corpus.ts";
import { type BenchQuestion, LIMIT } from "../search/question.ts";
import { Titles } from "../search/titles.ts";
import { arrowTable } from "./arrow-table.ts";
import { installed } from "./installed.ts";
import { plainWords } from "./words.ts";

const BATCH = 10_000;
const SUB_VECTORS = 32;
const PROBES = 20;
/** Ten times as many as are wanted are measured again with whole vectors. */
const REFINE = 10;
/** Below this IVF_PQ cannot be trained well; one list for the square root of the papers. */
const PAPERS_PER_LIST = 256;

/** The few names of its interface that are used here. */
interface Rows {
  getChild(column: string): Iterable<number> | null;
}

interface LanceQuery {
  fullTextSearch(query: object): LanceQuery;
  nearestTo(vector: Float32Array): LanceQuery;
  nprobes(count: number): LanceQuery;
  refineFactor(factor: number): LanceQuery;
  rerank(reranker: object): LanceQuery;
  where(predicate: string): LanceQuery;
  select(columns: readonly string[]): LanceQuery;
  limit(count: number): LanceQuery;
  toArrow(): Promise<Rows>;
}

interface LanceTable {
  add(rows: object): Promise<unknown>;
  createIndex(column: string, options?: object): Promise<void>;
  optimize(): Promise<unknown>;
  query(): LanceQuery;
  close(): void;
}

interface LanceDatabase {
  createTable(name: string, rows: object): Promise<LanceTable>;
  openTable(name: string): Promise<LanceTable>;
}

interface LanceModule {
  connect(folder: string): Promise<LanceDatabase>;
  readonly Index: Readonly<Record<"fts" | "ivfPq" | "bitmap" | "btree" | "labelList", (options?: object) => object>>;
  readonly MatchQuery: new (words: string, column: string, options: object) => object;
  readonly PhraseQuery: new (words: string, column: string) => object;
  readonly rerankers: { readonly RRFReranker: { create(): Promise<object> } };
}

/** LanceDB: BM25 over one text of title, authors and abstract, IVF_PQ over vectors, and both fused by rank. */
export async function createLance({ folder, corpus }: ContestantPlace): Promise<Contestant> {
  const { module, version } = installed<LanceModule>("@lancedb/lancedb");
  return new Lance({
    version,
    lance: module,
    database: await module.connect(folder),
    reranker: await module.rerankers.RRFReranker.create(),
    titles: new Titles(corpus),
    papers: corpus.sizes().papers + corpus.sizes().added,
  });
}

interface LanceParts {
  readonly version: string;
  readonly lance: LanceModule;
  readonly database: LanceDatabase;
  readonly reranker: object;
  readonly titles: Titles;
  readonly papers: number;
}

class Lance implements Contestant {
  readonly lacks = {};
  readonly isInMemory = false;
  readonly #parts: LanceParts;
  #table: LanceTable | undefined;

  constructor(parts: LanceParts) {
    this.#parts = parts;
  }

  get version(): string {
    return this.#parts.version;
  }

  async build(corpus: Corpus): Promise<number> {
    const watch = new Stopwatch();
    for await (const batch of corpus.batches("papers", BATCH)) await watch.time(async () => await this.#insert(batch));
    await watch.time(async () => await this.#createIndexes(corpus.sizes().papers));
    return watch.seconds;
  }

  async open(): Promise<void> {
    this.#table = await this.#parts.database.openTable("papers");
  }

  async ask(question: BenchQuestion): Promise<Found> {
    const keys = question.isNewestFirst === true ? await this.#newest(question) : await this.#best(question);
    this.#parts.titles.of(keys);
    return { keys };
  }

  async add(papers: readonly PaperWithVector[]): Promise<number> {
    const watch = new Stopwatch();
    await watch.time(async () => await this.#insert(papers));
    return watch.ms;
  }

  residentBytes(): number {
    return process.memoryUsage.rss();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#table?.close();
    this.#parts.titles[Symbol.dispose]();
  }

  async #insert(batch: readonly PaperWithVector[]): Promise<void> {
    const rows = arrowTable(batch);
    if (this.#table) await this.#table.add(rows);
    else this.#table = await this.#parts.database.createTable("papers", rows);
  }

  async #createIndexes(papers: number): Promise<void> {
    const { Index } = this.#parts.lance;
    const table = this.#opened();
    const text = { withPosition: true, stem: false, removeStopWords: false, asciiFolding: true };
    const numPartitions = Math.max(1, Math.min(Math.round(Math.sqrt(papers)), Math.floor(papers / PAPERS_PER_LIST)));
    await table.createIndex("text", { config: Index.fts(text) });
    await table.createIndex("vector", {
      config: Index.ivfPq({ numPartitions, numSubVectors: SUB_VECTORS, distanceType: "cosine" }),
    });
    await table.createIndex("categories", { config: Index.labelList() });
    await table.createIndex("day", { config: Index.btree() });
    await table.optimize();
  }

  async #best(question: BenchQuestion): Promise<readonly number[]> {
    const rows = await this.#query(question).select(["key"]).limit(LIMIT).toArrow();
    return [...(rows.getChild("key") ?? [])].map(Number);
  }

  /** Ordering by date after a limit would order the most relevant only: all matches are read and sorted. */
  async #newest(question: BenchQuestion): Promise<readonly number[]> {
    const rows = await this.#query(question).select(["key", "day"]).limit(this.#parts.papers).toArrow();
    const days = [...(rows.getChild("day") ?? [])];
    const papers = [...(rows.getChild("key") ?? [])].map((key, at) => ({ key, day: days[at] ?? 0 }));
    papers.sort((a, b) => b.day - a.day || b.key - a.key);
    return papers.slice(0, LIMIT).map(({ key }) => key);
  }

  #query({ words, match, category, from, until, vector }: BenchQuestion): LanceQuery {
    const text = words === "" ? undefined : this.#textQuery(words, match);
    let query = this.#opened().query();
    if (text) query = query.fullTextSearch(text);
    if (vector) query = query.nearestTo(vector).nprobes(PROBES).refineFactor(REFINE);
    if (text && vector) query = query.rerank(this.#parts.reranker);
    const predicate = predicateOf({ category, from, until });
    return predicate === "" ? query : query.where(predicate);
  }

  #textQuery(words: string, match: BenchQuestion["match"]): object {
    const { MatchQuery, PhraseQuery } = this.#parts.lance;
    const plain = plainWords(words).join(" ");
    if (match === "phrase") return new PhraseQuery(plain, "text");
    return new MatchQuery(plain, "text", { operator: match === "all" ? "AND" : "OR" });
  }

  #opened(): LanceTable {
    if (!this.#table) throw new Error("the table is not open");
    return this.#table;
  }
}

function predicateOf({
  category,
  from,
  until,
}: {
  category: string | undefined;
  from: number | undefined;
  until: number | undefined;
}): string {
  return [
    category === undefined ? "" : `array_has(categories, '${category.replaceAll("'", "''")}')`,
    from === undefined ? "" : `day >= ${from}`,
    until === undefined ? "" : `day <= ${until}`,
  ]
    .filter((part) => part !== "")
    .join(" AND ");
}
