import { Absent, type Contestant, type ContestantPlace, type Found, Stopwatch } from "../search/contestant.ts";
import type { Corpus, PaperWithVector } from "../search/corpus.ts";
import { type BenchQuestion, LIMIT } from "../search/question.ts";
import { installed } from "./installed.ts";

const MOST_PAPERS = 100_000;
const BATCH = 500;

interface OramaHit {
  readonly id: string;
}

interface OramaModule {
  create(options: { readonly schema: Readonly<Record<string, string>> }): object;
  insertMultiple(index: object, documents: readonly object[], batchSize: number): unknown;
  search(
    index: object,
    parameters: object,
  ): { readonly hits: readonly OramaHit[] } | Promise<{ readonly hits: readonly OramaHit[] }>;
}

/** Orama as its own documentation sets it up; its vectors are scanned one by one. */
export async function createOrama({ corpus }: ContestantPlace): Promise<Contestant> {
  const { papers } = corpus.sizes();
  if (papers > MOST_PAPERS) throw new Absent(`Orama is measured up to ${MOST_PAPERS} papers.`);
  const { module, version } = installed<OramaModule>("@orama/orama");
  const schema = {
    title: "string",
    authors: "string",
    abstract: "string",
    categories: "enum[]",
    day: "number",
    vector: "vector[256]",
  };
  return new OramaPeer(version, module, module.create({ schema }));
}

class OramaPeer implements Contestant {
  readonly version: string;
  readonly lacks = { quoted: "Orama has no phrases" };
  readonly isInMemory = true;
  readonly #orama: OramaModule;
  readonly #index: object;

  constructor(version: string, orama: OramaModule, index: object) {
    this.version = version;
    this.#orama = orama;
    this.#index = index;
  }

  async build(corpus: Corpus): Promise<number> {
    const watch = new Stopwatch();
    for await (const batch of corpus.batches("papers", BATCH)) await watch.time(async () => await this.#insert(batch));
    return watch.seconds;
  }

  async open(): Promise<void> {}

  async ask(question: BenchQuestion): Promise<Found> {
    const { hits } = await this.#orama.search(this.#index, parametersOf(question));
    return { keys: hits.map(({ id }) => Number(id)) };
  }

  async add(papers: readonly PaperWithVector[]): Promise<number> {
    const watch = new Stopwatch();
    await watch.time(async () => await this.#insert(papers));
    return watch.ms;
  }

  residentBytes(): number {
    return process.memoryUsage.rss();
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  async #insert(batch: readonly PaperWithVector[]): Promise<void> {
    const documents = batch.map(({ key, vector, ...paper }) => ({ ...paper, id: String(key), vector: [...vector] }));
    await this.#orama.insertMultiple(this.#index, documents, BATCH);
  }
}

function parametersOf({ words, match, category, from, until, isNewestFirst, vector }: BenchQuestion): object {
  const day = from === undefined ? undefined : until === undefined ? { gte: from } : { between: [from, until] };
  return {
    limit: LIMIT,
    ...(words !== "" && {
      term: words,
      properties: ["title", "authors", "abstract"],
      boost: { title: 2.5, authors: 1.5 },
      threshold: match === "all" ? 0 : 1,
    }),
    ...(vector && {
      mode: words === "" ? "vector" : "hybrid",
      vector: { value: vector, property: "vector" },
      similarity: 0,
    }),
    ...((category !== undefined || day) && {
      where: { ...(category !== undefined && { categories: { containsAll: [category] } }), ...(day && { day }) },
    }),
    ...(isNewestFirst === true && { sortBy: { property: "day", order: "DESC" } }),
  };
}
