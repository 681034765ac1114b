import type { Corpus, PaperWithVector } from "./corpus.ts";
import type { BenchQuestion, QuestionClass } from "./question.ts";

export interface Found {
  /** Keys of the best papers in order. */
  readonly keys: readonly number[];
  /** Taken inside by an engine that runs in another process; else the asker's clock counts. */
  readonly ms?: number;
}

/** An engine in a comparison. Everything it keeps is in one folder, but for titles it may read from the corpus. */
export interface Contestant extends AsyncDisposable {
  readonly version: string;
  /** What it cannot do, and why not. */
  readonly lacks: Readonly<Partial<Record<QuestionClass, string>>>;
  /** Whether it has no files: built and asked in one process then. */
  readonly isInMemory: boolean;
  /** Indexes all papers of the corpus; resolves to the seconds it took, reading the corpus apart. */
  build(corpus: Corpus): Promise<number>;
  /** Opens what was built, to be asked. */
  open(): Promise<void>;
  /** The best twenty with their titles. */
  ask(question: BenchQuestion): Promise<Found>;
  /** Adds papers to what is open, to be found by the next question; resolves to the milliseconds it took. */
  add(papers: readonly PaperWithVector[]): Promise<number>;
  /** Resident memory of the process that holds the index. */
  residentBytes(): number;
}

export interface ContestantPlace {
  /** Of this engine alone; exists. */
  readonly folder: string;
  readonly corpus: Corpus;
}

/** Makes an engine ready; throws `Absent` when it is not installed. */
export type CreateContestant = (place: ContestantPlace) => Promise<Contestant>;

/** An engine that is not on this machine; the message says how to get it. */
export class Absent extends Error {
  override readonly name = "Absent";
}

/** Adds up the time spent in some steps of a longer work. */
export class Stopwatch {
  #ms = 0;

  get ms(): number {
    return this.#ms;
  }

  get seconds(): number {
    return this.#ms / 1_000;
  }

  async time<T>(step: () => T | Promise<T>): Promise<T> {
    const startedAt = performance.now();
    try {
      return await step();
    } finally {
      this.#ms += performance.now() - startedAt;
    }
  }
}
