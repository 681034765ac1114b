// One process of the comparison: does one task at a time for the process that started it.
import { mkdirSync } from "node:fs";
import { UserError } from "../../src/lib/errors.ts";
import { type ContestantName, CONTESTANTS } from "./contestants.ts";
import { Absent, type Contestant } from "./contestant.ts";
import { Corpus } from "./corpus.ts";
import { exactAnswers } from "./exact.ts";
import type { BenchQuestion, QuestionClass } from "./question.ts";
import { writeCorpus } from "./write-corpus.ts";

/** Not counted: the first questions of a class, as many as a fifth of its time allows. */
const WARM_UP = 30;

/** Cut into the same words by every engine. */
const PLAIN_TITLE = /^[A-Za-z ]+$/;

let contestant: Contestant | undefined;
let corpus: Corpus | undefined;

function opened(): { readonly contestant: Contestant; readonly corpus: Corpus } {
  if (!contestant || !corpus) throw new Error("no engine has been created");
  return { contestant, corpus };
}

export interface Asked {
  readonly times: readonly number[];
  readonly keys: readonly (readonly number[])[];
}

const tasks = {
  writeCorpus,
  exact: async (folder: string) => await exactAnswers(new Corpus(folder)),
  async create({ name, folder, corpusFolder }: { name: ContestantName; folder: string; corpusFolder: string }) {
    mkdirSync(folder, { recursive: true });
    corpus = new Corpus(corpusFolder);
    contestant = await CONTESTANTS[name]({ folder, corpus });
    const { version, lacks, isInMemory } = contestant;
    return { version, lacks, isInMemory };
  },
  build: async () => await opened().contestant.build(opened().corpus),
  residentBytes: async () => opened().contestant.residentBytes(),
  /** Milliseconds until the first question is answered. */
  async start(): Promise<number> {
    const [question] = opened().corpus.questions().phrase;
    const startedAt = performance.now();
    await opened().contestant.open();
    if (question) await opened().contestant.ask(question);
    return performance.now() - startedAt;
  },
  async ask({ kind, budgetMs }: { kind: QuestionClass; budgetMs: number }): Promise<Asked> {
    const questions = opened().corpus.questions()[kind];
    const isOver = timer(budgetMs / 5);
    for (const question of questions.slice(0, WARM_UP)) {
      if (isOver()) break;
      await opened().contestant.ask(question);
    }
    return await timed(questions, budgetMs);
  },
  add,
  async close() {
    await opened().contestant[Symbol.asyncDispose]();
  },
};

/** For each batch of further papers, the milliseconds until one of the last is found; undefined where it is not. */
async function add(batchSize: number): Promise<readonly (number | undefined)[]> {
  const took: (number | undefined)[] = [];
  const { contestant: engine, corpus: source } = opened();
  for await (const batch of source.batches("added", batchSize)) {
    const last = batch.findLast(({ title }) => PLAIN_TITLE.test(title)) ?? batch.at(-1);
    if (!last) continue;
    const addedMs = await engine.add(batch);
    const startedAt = performance.now();
    const { keys, ms } = await engine.ask(
      // Where there are no phrases, its day picks the paper out among those with the same words.
      engine.lacks.quoted === undefined
        ? { words: last.title, match: "phrase" }
        : { words: last.title, match: "all", from: last.day, until: last.day },
    );
    took.push(keys.includes(last.key) ? addedMs + (ms ?? performance.now() - startedAt) : undefined);
  }
  return took;
}

function timer(budgetMs: number): () => boolean {
  const end = performance.now() + budgetMs;
  return () => performance.now() > end;
}

async function timed(questions: readonly BenchQuestion[], budgetMs: number): Promise<Asked> {
  const [times, keys]: [number[], (readonly number[])[]] = [[], []];
  const isOver = timer(budgetMs);
  for (const question of questions) {
    const startedAt = performance.now();
    const found = await opened().contestant.ask(question);
    times.push(found.ms ?? performance.now() - startedAt);
    keys.push(found.keys);
    if (isOver()) break;
  }
  return { times, keys };
}

export type Tasks = typeof tasks;
export type TaskRequest = { readonly task: keyof Tasks; readonly argument: unknown };
export type TaskReply = { readonly value: unknown } | { readonly error: string; readonly name: string };

const reply = (message: TaskReply): void => void process.send?.(message);

process.on("message", ({ task, argument }: TaskRequest) => {
  (tasks[task] as (argument: unknown) => Promise<unknown>)(argument).then(
    (value) => reply({ value }),
    (thrown: unknown) => reply(failureOf(thrown)),
  );
});

function failureOf(thrown: unknown): TaskReply {
  if (!(thrown instanceof Error)) return { error: String(thrown), name: "" };
  const isPlain = thrown instanceof Absent || thrown instanceof UserError;
  return { error: isPlain ? thrown.message : (thrown.stack ?? thrown.message), name: thrown.name };
}
