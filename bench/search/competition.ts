import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { messageOf } from "../../src/lib/errors.ts";
import { percentile } from "../machine.ts";
import { agreement } from "./agreement.ts";
import type { Asked } from "./child.ts";
import { BenchProcess } from "./child-process.ts";
import { Absent } from "./contestant.ts";
import type { ContestantName } from "./contestants.ts";
import type { CorpusFigures } from "./write-corpus.ts";
import { COMPARED_HITS, type ExactAnswers } from "./exact.ts";
import { type AllFigures, type EngineFigures, latencyOf } from "./figures.ts";
import { LIMIT, type QuestionClass } from "./question.ts";

interface Entrant {
  readonly name: ContestantName;
  readonly figures: EngineFigures;
  readonly process: BenchProcess;
  /** Resident bytes before the index was there. */
  readonly residentBefore: number;
  readonly asked: Map<QuestionClass, Asked>;
}

interface CompetitionPlace {
  readonly folder: string;
  readonly corpusFolder: string;
  readonly core: number | undefined;
  readonly say: (text: string) => void;
}

/**
 * The engines beside each other on one corpus: each is built alone; then all are open at once, and asked class by class in
 * turn, so that what else the machine does meets all of them.
 */
export class Competition implements AsyncDisposable {
  readonly #place: CompetitionPlace;
  readonly #corpus: CorpusFigures;
  readonly #entrants: Entrant[] = [];
  readonly #absent: Record<string, { readonly absent: string }> = {};

  constructor(place: CompetitionPlace, corpus: CorpusFigures) {
    this.#place = place;
    this.#corpus = corpus;
  }

  /** Builds an engine and opens it in a process of its own. One that is not installed is noted as absent. */
  async enter(name: ContestantName): Promise<void> {
    this.#place.say(`${name}: building`);
    try {
      this.#entrants.push(await this.#entrant(name));
    } catch (error) {
      if (!(error instanceof Absent)) throw error;
      this.#place.say(`${name}: absent. ${error.message}`);
      this.#absent[name] = { absent: error.message };
    }
  }

  async ask(kind: QuestionClass, budgetMs: number): Promise<void> {
    await this.#each(kind, async ({ name, process, figures, asked }) => {
      if (figures.lacks[kind] !== undefined) return;
      const answers = await process.call("ask", { kind, budgetMs });
      asked.set(kind, answers);
      const latency = (figures.latency[kind] = latencyOf(answers.times));
      this.#place.say(`${kind}: ${name} ${latency.p50} / ${latency.p95} / ${latency.p99} ms, n ${latency.n}`);
    });
  }

  async weigh(): Promise<void> {
    await this.#each("memory", async ({ process, figures, residentBefore }) => {
      const bytes = await process.call("residentBytes");
      figures.residentMb = Math.round(bytes / 2 ** 20);
      figures.memoryBytesPerPaper = Math.round((bytes - residentBefore) / this.#corpus.papers);
    });
  }

  async add(batchSize: number): Promise<void> {
    await this.#each("add", async ({ name, process, figures }) => {
      const took = await process.call("add", batchSize);
      const found = took.filter((ms) => ms !== undefined);
      if (found.length < took.length) throw new Error("papers that were added are not found");
      figures.firstAddMs = Math.round(found[0] ?? Number.NaN);
      figures.addMs = Math.round(percentile(found, 0.5));
      this.#place.say(
        `${name}: ${batchSize} more papers found after ${figures.addMs} ms, the first after ${figures.firstAddMs} ms`,
      );
    });
  }

  compare(exact: ExactAnswers): void {
    for (const { figures, asked } of this.#entrants) {
      for (const kind of ["phrase", "question"] as const)
        figures.agreement[kind] = agreement(asked.get(kind)?.keys ?? [], exact[kind], COMPARED_HITS);
      figures.recall = agreement(asked.get("vector")?.keys ?? [], exact.vector, LIMIT);
    }
  }

  figures(): AllFigures {
    return { ...Object.fromEntries(this.#entrants.map(({ name, figures }) => [name, figures])), ...this.#absent };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { process } of this.#entrants) await process[Symbol.asyncDispose]();
  }

  /** A peer that fails in one part is measured in the others all the same. */
  async #each(part: string, measure: (entrant: Entrant) => Promise<void>): Promise<void> {
    for (const entrant of this.#entrants) {
      try {
        await measure(entrant);
      } catch (error) {
        entrant.figures.failures.push(`${part}: ${messageOf(error)}`);
        this.#place.say(`${part}: ${entrant.name} has failed. ${messageOf(error)}`);
      }
    }
  }

  async #entrant(name: ContestantName): Promise<Entrant> {
    const folder = join(this.#place.folder, name);
    const create = { name, folder, corpusFolder: this.#place.corpusFolder };
    const builder = new BenchProcess(this.#place.core);
    let process = builder;
    try {
      const { version, lacks, isInMemory } = await builder.call("create", create);
      let residentBefore = await builder.call("residentBytes");
      const buildSeconds = await builder.call("build");
      if (!isInMemory) {
        await builder.call("close");
        await builder[Symbol.asyncDispose]();
        process = new BenchProcess(this.#place.core);
        await process.call("create", create);
        residentBefore = await process.call("residentBytes");
      }
      const startMs = await process.call("start");
      const figures: EngineFigures = {
        version,
        lacks,
        buildSeconds: Math.round(buildSeconds),
        papersPerSecond: Math.round(this.#corpus.papers / buildSeconds),
        diskBytesPerPaper: Math.round(bytesIn(folder) / this.#corpus.papers),
        ...(!isInMemory && { startMs: Math.round(startMs) }),
        latency: {},
        agreement: {},
        failures: [],
      };
      this.#place.say(`${name}: ${figures.papersPerSecond} papers/s, ${figures.diskBytesPerPaper} bytes a paper`);
      return { name, figures, process, residentBefore, asked: new Map() };
    } catch (error) {
      await process[Symbol.asyncDispose]();
      throw error;
    }
  }
}

function bytesIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
