import type { Clock } from "../lib/clock.ts";
import type { Job } from "../store/job-store.ts";

/** What a job runs. It may be run again after a crash, so its effect must not depend on how often it ran. */
export type JobFunction = (job: Job, context: JobContext) => Promise<void>;

export interface JobContext {
  readonly clock: Clock;
  /** Aborted when the worker stops or loses the job to another one. */
  readonly signal: AbortSignal;
}

/** Every kind of job by name. app.ts holds the only one. */
export type JobFunctions = Readonly<Record<string, JobFunction>>;
