import { backoffMs, type Backoff } from "../lib/backoff.ts";
import type { Clock } from "../lib/clock.ts";
import { Unavailable, messageOf } from "../lib/errors.ts";
import type { Log } from "../lib/log.ts";
import type { Job, JobStore } from "../store/job-store.ts";
import type { JobFunctions } from "./job-function.ts";

/** A job whose holder has been silent for this long is taken over. */
const LEASE_MS = 30_000;
const HEARTBEAT_MS = 10_000;
const MAX_TRIES = 5;
const BACKOFF: Backoff = { firstMs: 60_000, maxMs: 6 * 3_600_000 };
/** How long a worker sleeps at most: other processes add jobs too. */
const LONGEST_SLEEP_MS = 2_000;

interface WorkerDeps {
  readonly jobs: JobStore;
  readonly functions: JobFunctions;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
}

/** Takes due jobs from the queue and runs them one at a time until stopped. Any number of workers share one queue. */
export class Worker implements AsyncDisposable {
  readonly #deps: WorkerDeps;
  readonly #stop = new AbortController();
  #loop: Promise<void> | undefined;

  constructor(deps: WorkerDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /** Runs one due job, if there is one; whether there was. */
  async runNext(): Promise<boolean> {
    const { jobs, clock } = this.#deps;
    const job = await jobs.claim(clock.now(), LEASE_MS);
    if (!job) return false;
    await this.#runJob(job);
    return true;
  }

  /** Lets the running job end early and waits for it; what it had not finished goes back to the queue. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort(new Error("the worker is stopping"));
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        if (!(await this.runNext())) await this.#sleep();
      } catch (error) {
        this.#deps.log.error({ error: messageOf(error) }, "the job queue could not be read");
        await this.#sleep();
      }
    }
  }

  async #sleep(): Promise<void> {
    const { jobs, clock } = this.#deps;
    const dueAt = await jobs.nextDueAt().catch(() => undefined);
    const waitMs = Math.min(LONGEST_SLEEP_MS, Math.max(20, (dueAt ?? Infinity) - clock.now()));
    await clock.sleep(waitMs, this.#stop.signal).catch(() => undefined);
  }

  async #runJob(job: Job): Promise<void> {
    const { jobs, functions, clock, log } = this.#deps;
    const run = functions[job.name];
    if (!run) {
      await jobs.bury(job, clock.now(), `This version knows no job called ${job.name}.`);
      return;
    }
    if (job.attempts > MAX_TRIES) {
      await jobs.bury(
        job,
        clock.now(),
        `It was begun ${MAX_TRIES} times and never came to an end; it may have stopped Broadsheet itself.`,
      );
      return;
    }
    const lost = new AbortController();
    const heartbeat = setInterval(() => void this.#beat(job, lost), HEARTBEAT_MS);
    try {
      await run(job, { clock, signal: AbortSignal.any([this.#stop.signal, lost.signal]) });
      if (!(await jobs.finish(job, clock.now())))
        log.warn({ job: job.id, name: job.name }, "job was taken over while it ran");
    } catch (error) {
      await this.#settleFailure(job, error);
    } finally {
      clearInterval(heartbeat);
    }
  }

  async #beat(job: Job, lost: AbortController): Promise<void> {
    const { jobs, clock } = this.#deps;
    const isHeld = await jobs.extend(job, clock.now() + LEASE_MS).catch(() => true);
    if (!isHeld) lost.abort(new Error("another worker has taken the job over"));
  }

  async #settleFailure(job: Job, error: unknown): Promise<void> {
    const { jobs, clock, log, random } = this.#deps;
    const now = clock.now();
    if (this.#stop.signal.aborted) {
      await jobs.giveBack(job, now);
      return;
    }
    // An upstream that is out of reach is everyday life, and the sources page tells it.
    const isEveryday = error instanceof Unavailable;
    log[isEveryday ? "info" : "warn"](
      { job: job.id, name: job.name, attempts: job.attempts, error: messageOf(error) },
      "job failed",
    );
    if (job.attempts >= MAX_TRIES) {
      await jobs.bury(job, now, messageOf(error));
      return;
    }
    const askedMs = error instanceof Unavailable ? error.retryAfterMs : undefined;
    await jobs.retry(job, now + Math.max(askedMs ?? 0, backoffMs(BACKOFF, job.attempts, random())), messageOf(error));
  }
}
