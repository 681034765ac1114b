import { Cron } from "croner";
import type { Clock } from "../lib/clock.ts";
import { messageOf } from "../lib/errors.ts";
import type { Log } from "../lib/log.ts";
import type { Job, JobStore } from "../store/job-store.ts";

/** A job that comes again and again. */
export interface ScheduleEntry {
  readonly name: string;
  /** Cron pattern: minute, hour, day, month, weekday. */
  readonly cron: string;
  /** IANA time zone of the pattern. */
  readonly zone: string;
  readonly job: string;
  readonly payload?: Job["payload"] | undefined;
}

const TICK_MS = 5_000;
/** Far enough back for a yearly pattern's last moment. */
const LOOK_BACK_MS = 370 * 86_400_000;

/** The last moment at or before `now` that a pattern names, in epoch milliseconds. A schedule missed while off is caught up once. */
export function lastSlot({ cron, zone }: ScheduleEntry, now: number): number | undefined {
  const [slot] = new Cron(cron, { timezone: zone }).previousRuns(1, new Date(now + 1));
  const time = slot?.getTime();
  return time === undefined || time < now - LOOK_BACK_MS ? undefined : time;
}

/** The first moment after `now`. */
export function nextSlot({ cron, zone }: ScheduleEntry, now: number): number | undefined {
  return new Cron(cron, { timezone: zone }).nextRun(new Date(now))?.getTime();
}

interface SchedulerDeps {
  readonly jobs: JobStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly entries: readonly ScheduleEntry[];
}

/** Adds the jobs of a schedule to the queue as their moments come; each moment once, however many processes watch. */
export class Scheduler implements AsyncDisposable {
  readonly #deps: SchedulerDeps;
  readonly #stop = new AbortController();
  readonly #done = new Map<string, number>();
  #loop: Promise<void> | undefined;

  constructor(deps: SchedulerDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /** Adds what is due now. */
  async tick(): Promise<void> {
    const { jobs, clock, entries } = this.#deps;
    const now = clock.now();
    for (const entry of entries) {
      const slot = lastSlot(entry, now);
      if (slot === undefined || this.#done.get(entry.name) === slot) continue;
      const request = { name: entry.job, payload: entry.payload, key: `schedule:${entry.name}`, runAt: now };
      await jobs.addScheduled(entry.name, slot, request);
      this.#done.set(entry.name, slot);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort(new Error("the scheduler is stopping"));
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { clock, log } = this.#deps;
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await this.tick().catch((error: unknown) =>
        log.error({ error: messageOf(error) }, "the schedule could not be kept"),
      );
      await clock.sleep(TICK_MS, signal).catch(() => undefined);
    }
  }
}
