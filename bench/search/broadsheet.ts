import { openIndex, type Index } from "../../src/engine/engine.ts";
import type { Clause, Question } from "../../src/engine/question.ts";
import type { IndexDocument, Schema } from "../../src/engine/schema.ts";
import { type Contestant, type ContestantPlace, type Found, Stopwatch } from "./contestant.ts";
import type { Corpus, PaperWithVector } from "./corpus.ts";
import { type BenchQuestion, LIMIT } from "./question.ts";
import { DIMENSIONS } from "./vector-space.ts";
import { Titles } from "./titles.ts";

/** The text fields of the product's index of papers. */
export const TEXT_FIELDS = [
  { name: "title", weight: 2.5, lengthPenalty: 0.75 },
  { name: "authors", weight: 1.5, lengthPenalty: 0.75 },
  { name: "abstract", weight: 1, lengthPenalty: 0.75 },
] as const;

/** As rebuilding the product's index does it. */
const STEP = 1_000;
const COMMIT_EVERY = 10;

/** How much nearness counts when words are asked for as well. */
const MEANING_WEIGHT = 0.5;

/** The project's engine, in this process and thread. */
export async function createBroadsheet({ folder, corpus }: ContestantPlace): Promise<Contestant> {
  const schema: Schema = {
    text: TEXT_FIELDS,
    keywords: ["category"],
    vectors: { name: corpus.sizes().space, dimensions: DIMENSIONS },
  };
  return new Broadsheet(folder, schema, new Titles(corpus));
}

class Broadsheet implements Contestant {
  readonly version = "this checkout";
  readonly lacks = {};
  readonly isInMemory = false;
  readonly #folder: string;
  readonly #schema: Schema;
  readonly #titles: Titles;
  #index: Index | undefined;

  constructor(folder: string, schema: Schema, titles: Titles) {
    this.#folder = folder;
    this.#schema = schema;
    this.#titles = titles;
  }

  async build(corpus: Corpus): Promise<number> {
    using index = this.#openToWrite();
    const watch = new Stopwatch();
    let step = 0;
    for await (const batch of corpus.batches("papers", STEP)) {
      await watch.time(async () => {
        index.put(batch.map(toDocument));
        if (++step % COMMIT_EVERY > 0) return;
        index.commit(step);
        await index.maintain();
      });
    }
    await watch.time(async () => {
      index.commit(step + 1);
      while (await index.maintain()) index.commit(step + 1);
    });
    return watch.seconds;
  }

  async open(): Promise<void> {
    this.#index = this.#openToWrite();
    if (this.#index.rebuildReason !== undefined) throw new Error(this.#index.rebuildReason);
  }

  async ask(question: BenchQuestion): Promise<Found> {
    const keys = this.#opened()
      .search(toQuestion(question))
      .hits.map(({ key }) => key);
    this.#titles.of(keys);
    return { keys };
  }

  async add(papers: readonly PaperWithVector[]): Promise<number> {
    const startedAt = performance.now();
    this.#opened().put(papers.map(toDocument));
    return performance.now() - startedAt;
  }

  residentBytes(): number {
    return process.memoryUsage.rss();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#index?.[Symbol.dispose]();
    this.#titles[Symbol.dispose]();
  }

  #openToWrite(): Index {
    const index = openIndex({ folder: this.#folder, schema: this.#schema, madeFrom: "bench" });
    if (!index.becomeWriter()) throw new Error("another process writes the index of the bench");
    return index;
  }

  #opened(): Index {
    if (!this.#index) throw new Error("the index is not open");
    return this.#index;
  }
}

function toDocument({ key, title, authors, abstract, categories, day, vector }: PaperWithVector): IndexDocument {
  return {
    key,
    text: { title, authors, abstract },
    keywords: { category: categories },
    date: day,
    vector: vector.some((value) => value !== 0) ? vector : undefined,
  };
}

function toQuestion({ words, match, category, from, until, isNewestFirst, vector }: BenchQuestion): Question {
  const clauses: Clause[] = words === "" ? [] : [{ kind: match === "phrase" ? "phrase" : "words", text: words }];
  return {
    ...(vector && { meaning: { vector, weight: words === "" ? 1 : MEANING_WEIGHT } }),
    should: match === "any" ? clauses : [],
    must: match === "any" ? [] : clauses,
    mustNot: [],
    keywords: category === undefined ? [] : [{ name: "category", anyOf: [category] }],
    date: { from, until },
    sort: isNewestFirst === true ? "newest" : "relevance",
    limit: LIMIT,
    facets: [],
  };
}
