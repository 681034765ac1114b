import { Worker } from "node:worker_threads";

export interface Question {
  readonly id: number;
  readonly tex: string;
  readonly isDisplay: boolean;
}

export type Answer =
  | { readonly kind: "ready" }
  | { readonly kind: "rendered"; readonly id: number; readonly mathml: string };

/** MathML, empty for a formula that cannot be rendered, undefined when there was no answer this time. */
export type Rendering = string | undefined;

interface Waiting {
  readonly question: Question;
  readonly resolve: (rendering: Rendering) => void;
}

const START_DEADLINE_MS = 10_000;
const MAX_WAITING = 5_000;
const MAX_FAILED_STARTS = 3;
const LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32 };
/** The same extension as this file: `.ts` from sources, `.js` when built. */
const WORKER = new URL(`formula-worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);

/**
 * One thread that renders formulas in the order asked. A formula that takes longer than the deadline, or brings the thread
 * down, counts as one that cannot be rendered; a fresh thread goes on with the next.
 */
export class FormulaThread implements AsyncDisposable {
  readonly #deadlineMs: number;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #isReady = false;
  #failedStarts = 0;
  #watchdog: NodeJS.Timeout | undefined;
  #lastId = 0;

  constructor(deadlineMs: number) {
    this.#deadlineMs = deadlineMs;
  }

  render(tex: string, isDisplay: boolean): Promise<Rendering> {
    if (this.#waiting.size >= MAX_WAITING || this.#failedStarts >= MAX_FAILED_STARTS) return Promise.resolve(undefined);
    const question = { id: (this.#lastId += 1), tex, isDisplay };
    return new Promise((resolve) => {
      this.#waiting.set(question.id, { question, resolve });
      if (this.#worker === undefined) this.#start();
      else if (this.#isReady) this.#ask(question);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#watchdog);
    this.#failedStarts = MAX_FAILED_STARTS;
    this.#giveUp();
    await this.#stop();
  }

  #start(): void {
    const worker = new Worker(WORKER, { execArgv: [], env: {}, resourceLimits: LIMITS });
    this.#worker = worker;
    worker.on("message", (answer: Answer) => this.#read(worker, answer));
    worker.on("error", () => this.#fail(worker));
    worker.on("exit", () => this.#fail(worker));
    // After the listeners: the first of them would make the process wait for the thread.
    worker.unref();
    this.#watch(START_DEADLINE_MS);
  }

  #ask(question: Question): void {
    if (this.#watchdog === undefined) this.#watch(this.#deadlineMs);
    this.#worker?.postMessage(question);
  }

  #read(worker: Worker, answer: Answer): void {
    if (worker !== this.#worker) return;
    clearTimeout(this.#watchdog);
    this.#watchdog = undefined;
    if (answer.kind === "ready") {
      this.#isReady = true;
      this.#failedStarts = 0;
      for (const { question } of this.#waiting.values()) this.#ask(question);
      return;
    }
    this.#settle(answer.id, answer.mathml);
    if (this.#waiting.size > 0) this.#watch(this.#deadlineMs);
  }

  /** Answers may already be here when the main thread itself was late: they are read before the deadline counts. */
  #watch(deadlineMs: number): void {
    const worker = this.#worker;
    const timer = setTimeout(
      () => setImmediate(() => this.#watchdog === timer && worker && this.#fail(worker)),
      deadlineMs,
    );
    this.#watchdog = timer;
  }

  #fail(worker: Worker): void {
    if (worker !== this.#worker) return;
    clearTimeout(this.#watchdog);
    this.#watchdog = undefined;
    const [first] = this.#waiting.keys();
    if (this.#isReady && first !== undefined) this.#settle(first, "");
    if (!this.#isReady) this.#failedStarts += 1;
    void this.#stop();
    if (this.#failedStarts >= MAX_FAILED_STARTS) this.#giveUp();
    else if (this.#waiting.size > 0) this.#start();
  }

  async #stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#isReady = false;
    await worker?.terminate();
  }

  #settle(id: number, rendering: Rendering): void {
    this.#waiting.get(id)?.resolve(rendering);
    this.#waiting.delete(id);
  }

  #giveUp(): void {
    for (const id of this.#waiting.keys()) this.#settle(id, undefined);
  }
}
