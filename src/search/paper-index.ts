import { Worker } from "node:worker_threads";
import { releaseIndex } from "../engine/engine.ts";
import { Unavailable, UserError } from "../lib/errors.ts";
import type { Log } from "../lib/log.ts";
import type { EmbedderChoice } from "./embedder-choice.ts";
import type {
  AnswerRange,
  Likeness,
  LikenessQuestion,
  PaperAnswer,
  PaperCount,
  PaperQuestion,
  Suggestions,
} from "./paper-question.ts";
import type {
  Answered,
  Asked,
  IndexReply,
  IndexRequest,
  IndexTask,
  IndexThreadOptions,
  TaskName,
} from "./thread/messages.ts";

/** The same extension as this file: `.ts` from sources, `.js` when built. */
const WORKER = new URL(`./thread/index-worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);

/** How soon a paper saved by another process can be found. */
const POLL_MS = 500;
const ANSWER_DEADLINE_MS = 2_000;
/** Between the death of the thread and its successor. */
const RESTART_MS = 1_000;
/** For the step under way; what is not committed then is read again. */
const LONGEST_STOP_MS = 3_000;

/** How far the index is: papers in it, and papers it should hold. */
export interface IndexProgress {
  readonly indexed: number;
  readonly total: number;
  readonly isReady: boolean;
}

/** The door to the index, wherever it runs. Asking throws `UserError` over its limits, `Unavailable` when it gives up. */
export interface PaperIndex extends AsyncDisposable {
  search(question: PaperQuestion, range: AnswerRange): Promise<PaperAnswer>;
  /** How many papers each question finds by its words. */
  count(questions: readonly PaperQuestion[]): Promise<readonly PaperCount[]>;
  /** Papers like a text, best first. */
  similar(question: LikenessQuestion): Promise<readonly Likeness[]>;
  suggest(text: string, limit: number): Promise<Suggestions>;
  progress(): IndexProgress;
  /** Resolves once everything that the store held at the call can be found. Throws `Unavailable` when it cannot be read. */
  caughtUp(): Promise<void>;
}

const NOTHING_YET: IndexProgress = { indexed: 0, total: 0, isReady: false };

interface Waiting {
  readonly resolve: (answer: Answered<TaskName>) => void;
  readonly reject: (reason: Error) => void;
}

interface PaperIndexOptions {
  readonly databaseFile: string;
  /** Holds the index; one process writes it, others follow. */
  readonly indexFolder: string;
  /** The model that comes with Broadsheet, unless given. */
  readonly embedder?: EmbedderChoice;
  readonly log: Log;
  /** The number of the store's newest change. */
  readonly lastChange: () => Promise<number>;
}

interface CatchingUp {
  readonly change: number;
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
}

/** The index in its own thread, so that neither building nor searching ever holds up a page. */
class PaperIndexThread implements PaperIndex {
  readonly #options: PaperIndexOptions;
  readonly #waiting = new Map<number, Waiting>();
  readonly #catchingUp = new Map<number, CatchingUp>();
  #worker: Worker;
  #progress = NOTHING_YET;
  #lastId = 0;
  #trouble: string | undefined;
  #isStopped = false;

  constructor(options: PaperIndexOptions) {
    this.#options = options;
    this.#worker = this.#start();
  }

  async search(question: PaperQuestion, range: AnswerRange): Promise<PaperAnswer> {
    return await this.#perform("search", { question, range });
  }

  async count(questions: readonly PaperQuestion[]): Promise<readonly PaperCount[]> {
    return await this.#perform("count", questions);
  }

  async similar(question: LikenessQuestion): Promise<readonly Likeness[]> {
    return await this.#perform("similar", question);
  }

  async suggest(text: string, limit: number): Promise<Suggestions> {
    return await this.#perform("suggest", { text, limit });
  }

  progress(): IndexProgress {
    return this.#progress;
  }

  async caughtUp(): Promise<void> {
    const change = await this.#options.lastChange();
    const id = (this.#lastId += 1);
    await new Promise<void>((resolve, reject) => {
      this.#catchingUp.set(id, { change, resolve, reject });
      this.#send({ kind: "catch-up", id, change });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopped = true;
    this.#send({ kind: "stop" });
    await ended(this.#worker);
    releaseIndex(this.#options.indexFolder);
    this.#refuseAll();
    for (const { resolve } of this.#catchingUp.values()) resolve();
  }

  async #perform<Name extends TaskName>(name: Name, asked: Asked<Name>): Promise<Answered<Name>> {
    const id = (this.#lastId += 1);
    return await new Promise((resolve, reject) => {
      const deadline = setTimeout(
        () => this.#settle(id)?.reject(unanswered("This search took too long. Try fewer words.")),
        ANSWER_DEADLINE_MS,
      );
      const settled = (): void => clearTimeout(deadline);
      this.#waiting.set(id, {
        resolve: (answer) => (settled(), resolve(answer)),
        reject: (reason) => (settled(), reject(reason)),
      });
      this.#send({ kind: "task", id, task: { name, asked } as IndexTask });
    });
  }

  #start(): Worker {
    const { databaseFile, indexFolder, embedder = { kind: "built-in" }, log } = this.#options;
    const worker = new Worker(WORKER, {
      workerData: {
        databaseFile,
        indexFolder,
        embedder,
        pollMs: POLL_MS,
        deadlineMs: ANSWER_DEADLINE_MS,
      } satisfies IndexThreadOptions,
      execArgv: [],
    });
    worker.on("message", (reply: IndexReply) => this.#read(reply));
    worker.on("error", (error) => log.error({ error: error.message }, "the search index has failed"));
    worker.on("exit", () => this.#restart());
    return worker;
  }

  /** A thread that died, for want of memory say, is replaced, and goes on from what was committed. */
  #restart(): void {
    this.#refuseAll();
    if (this.#isStopped) return;
    releaseIndex(this.#options.indexFolder);
    this.#progress = NOTHING_YET;
    setTimeout(() => {
      if (this.#isStopped) return;
      this.#worker = this.#start();
      for (const [id, { change }] of this.#catchingUp) this.#send({ kind: "catch-up", id, change });
    }, RESTART_MS).unref();
  }

  #send(request: IndexRequest): void {
    this.#worker.postMessage(request);
  }

  #read(reply: IndexReply): void {
    switch (reply.kind) {
      case "progress":
        this.#progress = { indexed: reply.indexed, total: reply.total, isReady: reply.isReady };
        return;
      case "answered":
        this.#settle(reply.id)?.resolve(reply.answer);
        return;
      case "caught-up":
        this.#catchingUp.get(reply.id)?.resolve();
        this.#catchingUp.delete(reply.id);
        return;
      case "unanswered":
        this.#settle(reply.id)?.reject(this.#failureOf(reply));
        return;
      case "rebuilding":
        this.#options.log.warn({ reason: reply.reason }, "the search index is being built anew");
        return;
      case "trouble":
        this.#tell(reply.message);
    }
  }

  /** The thread tries again and again: the log hears of each trouble once, whoever waits hears at once. */
  #tell(trouble: string): void {
    if (trouble !== this.#trouble)
      this.#options.log.warn({ error: trouble }, "the search index could not be brought up to date");
    this.#trouble = trouble;
    for (const { reject } of this.#catchingUp.values()) reject(unanswered(`Search cannot read the papers: ${trouble}`));
    this.#catchingUp.clear();
  }

  #failureOf({ message, isRefused }: Extract<IndexReply, { kind: "unanswered" }>): Error {
    if (isRefused) return new UserError("invalid", message);
    this.#options.log.error({ error: message }, "a search failed");
    return unanswered("This search could not be answered. Try other words.");
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #refuseAll(): void {
    for (const id of this.#waiting.keys())
      this.#settle(id)?.reject(unanswered("Search is being started again. Try in a moment."));
  }
}

/** Resolves once the thread has ended: by itself, or cut off. */
async function ended(worker: Worker): Promise<void> {
  if (worker.threadId === -1) return;
  const end = new Promise((resolve) => worker.once("exit", resolve));
  const cut = setTimeout(() => void worker.terminate(), LONGEST_STOP_MS);
  await end;
  clearTimeout(cut);
}

const unanswered = (message: string): Unavailable => new Unavailable("search", message);

/** Starts the index thread; it is of use at once, and complete when `progress().isReady`. */
export function startPaperIndex(options: PaperIndexOptions): PaperIndex {
  return new PaperIndexThread(options);
}
