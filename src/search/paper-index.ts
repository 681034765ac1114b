import { Worker } from "node:worker_threads";
import { Unavailable, UserError } from "../lib/errors.ts";
import type { Log } from "../lib/log.ts";
import type { IndexProgress, PaperIndex, SearchHit } from "./search.ts";
import type { IndexReply, IndexRequest, IndexThreadOptions } from "./thread/messages.ts";

/** The same extension as this file: `.ts` from sources, `.js` when built. */
const WORKER = new URL(`./thread/index-worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);

/** How soon a paper saved by another process can be found. */
const POLL_MS = 500;
const ANSWER_DEADLINE_MS = 2_000;
const LONGEST_QUESTION = 2_000;

type Found = { total: number; hits: readonly SearchHit[] };

interface Asked {
  readonly resolve: (found: Found) => void;
  readonly reject: (reason: Error) => void;
}

interface PaperIndexOptions {
  readonly databaseFile: string;
  readonly log: Log;
  /** The number of the store's newest change. */
  readonly lastChange: () => Promise<number>;
}

/** The index in its own thread, so that neither building nor searching ever holds up a page. */
class PaperIndexThread implements PaperIndex {
  readonly #worker: Worker;
  readonly #log: Log;
  readonly #lastChange: () => Promise<number>;
  readonly #asked = new Map<number, Asked>();
  readonly #catchingUp = new Map<number, () => void>();
  #progress: IndexProgress = { indexed: 0, total: 0, isReady: false };
  #lastId = 0;
  #failure: string | undefined;

  constructor({ databaseFile, log, lastChange }: PaperIndexOptions) {
    this.#log = log;
    this.#lastChange = lastChange;
    this.#worker = new Worker(WORKER, { workerData: { databaseFile, pollMs: POLL_MS } satisfies IndexThreadOptions, execArgv: [] });
    this.#worker.on("message", (reply: IndexReply) => this.#read(reply));
    this.#worker.on("error", (error) => this.#fail(error.message));
    this.#worker.on("exit", () => this.#fail("the search index has stopped"));
  }

  async search(question: string, range: { readonly offset: number; readonly limit: number }): Promise<Found> {
    if (question.length > LONGEST_QUESTION) {
      throw new UserError("invalid", `A search may be at most ${LONGEST_QUESTION} characters long; this one has ${question.length}.`);
    }
    if (this.#failure !== undefined) throw new Unavailable("search", "Search is out of order until Broadsheet is started again.");
    const id = (this.#lastId += 1);
    return await new Promise((resolve, reject) => {
      const deadline = setTimeout(() => this.#settle(id)?.reject(new Unavailable("search", "This search took too long. Try fewer words.")), ANSWER_DEADLINE_MS);
      const settled = (): void => clearTimeout(deadline);
      this.#asked.set(id, {
        resolve: (found) => (settled(), resolve(found)),
        reject: (reason) => (settled(), reject(reason)),
      });
      this.#send({ kind: "search", id, question, ...range });
    });
  }

  progress(): IndexProgress {
    return this.#progress;
  }

  async caughtUp(): Promise<void> {
    const change = await this.#lastChange();
    const id = (this.#lastId += 1);
    await new Promise<void>((resolve) => {
      this.#catchingUp.set(id, resolve);
      if (this.#failure === undefined) this.#send({ kind: "catch-up", id, change });
      else this.#settleAll();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#failure ??= "stopped";
    this.#send({ kind: "stop" });
    await this.#worker.terminate();
  }

  #send(request: IndexRequest): void {
    this.#worker.postMessage(request);
  }

  #read(reply: IndexReply): void {
    switch (reply.kind) {
      case "progress":
        this.#progress = { indexed: reply.indexed, total: reply.total, isReady: reply.isReady };
        return;
      case "found":
        this.#settle(reply.id)?.resolve({ total: reply.total, hits: reply.hits });
        return;
      case "caught-up":
        this.#catchingUp.get(reply.id)?.();
        this.#catchingUp.delete(reply.id);
        return;
      case "failed":
        this.#fail(reply.message);
    }
  }

  #settle(id: number): Asked | undefined {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    return asked;
  }

  #fail(message: string): void {
    if (this.#failure === undefined) this.#log.error({ message }, "the search index has failed");
    this.#failure ??= message;
    this.#settleAll();
  }

  #settleAll(): void {
    for (const id of this.#asked.keys()) this.#settle(id)?.reject(new Unavailable("search", "Search is out of order until Broadsheet is started again."));
    for (const resolve of this.#catchingUp.values()) resolve();
    this.#catchingUp.clear();
  }
}

/** Starts the index thread; it is of use at once, and complete when `progress().isReady`. */
export function startPaperIndex(options: PaperIndexOptions): PaperIndex {
  return new PaperIndexThread(options);
}
