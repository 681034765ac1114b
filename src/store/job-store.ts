export type JobState = "waiting" | "running" | "done" | "dead";

export interface Job {
  readonly id: number;
  readonly name: string;
  readonly payload: Readonly<Record<string, string | number | null>>;
  readonly state: JobState;
  readonly runAt: number;
  readonly attempts: number;
  readonly leaseUntil: number;
  /** Grows with every claim: whoever holds an older one has lost the job. */
  readonly fence: number;
  readonly error: string | undefined;
  readonly finishedAt: number | undefined;
}

export interface JobRequest {
  readonly name: string;
  readonly payload?: Job["payload"] | undefined;
  /** While a job with this key waits or runs, another one is not added. */
  readonly key?: string | undefined;
  readonly runAt: number;
}

/** The queue's memory. Claims are leases: a job whose holder dies is taken over when its lease ends. */
export interface JobStore {
  /** Adds a job; its id, or undefined when one with the same key is waiting or running. */
  add(request: JobRequest): Promise<number | undefined>;
  /** Takes the next due job, or one whose lease has ended. */
  claim(now: number, leaseMs: number): Promise<Job | undefined>;
  /** Extends a lease; false when the job was taken over. */
  extend(job: Job, leaseUntil: number): Promise<boolean>;
  /** Each gives false, and does nothing, when the job was taken over. */
  finish(job: Job, now: number): Promise<boolean>;
  retry(job: Job, runAt: number, error: string): Promise<boolean>;
  /** Gives back a job that was interrupted: the try does not count. */
  giveBack(job: Job, runAt: number): Promise<boolean>;
  bury(job: Job, now: number, error: string): Promise<boolean>;
  /** Adds the job of one moment of a schedule, once for all processes. False when that moment was taken. */
  addScheduled(schedule: string, slot: number, request: JobRequest): Promise<boolean>;
  nextDueAt(): Promise<number | undefined>;
  /** Waiting and running jobs, soonest first. */
  due(limit: number): Promise<readonly Job[]>;
  /** Jobs that were given up, newest first. */
  dead(limit: number): Promise<readonly Job[]>;
  /** Brings a dead job back to life. */
  revive(id: number, runAt: number): Promise<boolean>;
  /** Forgets jobs that were finished before `before`, and schedule slots long past. */
  forgetFinished(before: number): Promise<void>;
}
