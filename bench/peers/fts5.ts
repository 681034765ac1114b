import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Contestant, type ContestantPlace, type Found, Stopwatch } from "../search/contestant.ts";
import type { Corpus, PaperWithVector } from "../search/corpus.ts";
import { type BenchQuestion, LIMIT } from "../search/question.ts";
import { Titles } from "../search/titles.ts";
import { plainWords } from "./words.ts";

const NO_VECTORS = "SQLite has no vectors";
const BATCH = 1_000;

const TABLES = `
  pragma journal_mode = wal;
  pragma synchronous = normal;
  pragma cache_size = -65536;
  create virtual table words using fts5 (title, authors, abstract, content = '', detail = full,
    tokenize = 'unicode61 remove_diacritics 2');
  create table paper (key integer primary key, day integer not null);
  create table category (name text not null, key integer not null, primary key (name, key)) without rowid;
`;

/** SQLite's full-text search, with the same weights of fields; filters are tables of their own. */
export async function createFts5({ folder, corpus }: ContestantPlace): Promise<Contestant> {
  return new Fts5(join(folder, "fts5.db"), new Titles(corpus));
}

class Fts5 implements Contestant {
  readonly version = `SQLite ${process.versions["sqlite"]}`;
  readonly lacks = { vector: NO_VECTORS, fused: NO_VECTORS };
  readonly isInMemory = false;
  readonly #file: string;
  readonly #titles: Titles;
  #db: DatabaseSync | undefined;

  constructor(file: string, titles: Titles) {
    this.#file = file;
    this.#titles = titles;
  }

  async build(corpus: Corpus): Promise<number> {
    const db = (this.#db = new DatabaseSync(this.#file));
    const watch = new Stopwatch();
    await watch.time(() => db.exec(TABLES));
    for await (const batch of corpus.batches("papers", BATCH)) await watch.time(() => this.#insert(batch));
    await watch.time(() => db.exec("insert into words (words) values ('optimize'); pragma wal_checkpoint(truncate)"));
    return watch.seconds;
  }

  async open(): Promise<void> {
    this.#db ??= new DatabaseSync(this.#file);
  }

  async ask(question: BenchQuestion): Promise<Found> {
    const { sql, values } = statementOf(question);
    const rows = this.#opened()
      .prepare(sql)
      .all(...values);
    const keys = rows.map(({ key }) => Number(key));
    this.#titles.of(keys);
    return { keys };
  }

  async add(papers: readonly PaperWithVector[]): Promise<number> {
    const watch = new Stopwatch();
    await watch.time(() => this.#insert(papers));
    return watch.ms;
  }

  residentBytes(): number {
    return process.memoryUsage.rss();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#db?.close();
    this.#titles[Symbol.dispose]();
  }

  #opened(): DatabaseSync {
    if (!this.#db) throw new Error("the database is not open");
    return this.#db;
  }

  #insert(batch: readonly PaperWithVector[]): void {
    const db = this.#opened();
    const words = db.prepare("insert into words (rowid, title, authors, abstract) values (?, ?, ?, ?)");
    const papers = db.prepare("insert into paper values (?, ?)");
    const categories = db.prepare("insert or ignore into category values (?, ?)");
    db.exec("begin");
    for (const { key, title, authors, abstract, categories: names, day } of batch) {
      // A rowid bound as a floating number is not the same one to the full-text table.
      words.run(BigInt(key), title, authors, abstract);
      papers.run(key, day);
      for (const name of names) categories.run(name, key);
    }
    db.exec("commit");
  }
}

interface Statement {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

function statementOf({ words, match, category, from, until, isNewestFirst }: BenchQuestion): Statement {
  const isFiltered = category !== undefined || from !== undefined || isNewestFirst === true;
  const order = isNewestFirst === true ? "paper.day desc, paper.key desc" : "bm25(words, 2.5, 1.5, 1)";
  const sql = [
    "select words.rowid as key from words",
    isFiltered ? "join paper on paper.key = words.rowid" : "",
    category === undefined ? "" : "join category on category.key = words.rowid and category.name = ?",
    "where words match ?",
    from === undefined ? "" : "and paper.day >= ?",
    until === undefined ? "" : "and paper.day <= ?",
    `order by ${order} limit ${LIMIT}`,
  ].join(" ");
  const values = [category, matchOf(words, match), from, until].filter((value) => value !== undefined);
  return { sql, values };
}

function matchOf(words: string, match: BenchQuestion["match"]): string {
  const plain = plainWords(words);
  if (match === "phrase") return `"${plain.join(" ")}"`;
  return plain.map((word) => `"${word}"`).join(match === "all" ? " " : " OR ");
}
