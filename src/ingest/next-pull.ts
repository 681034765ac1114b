import type { SourceId } from "../domain/source-id.ts";
import { nextSlot, type ScheduleEntry } from "../jobs/schedule.ts";
import type { Job } from "../store/job-store.ts";

interface Plans {
  /** Jobs that wait or run. */
  readonly jobs: readonly Pick<Job, "payload" | "runAt">[];
  readonly schedule: readonly ScheduleEntry[];
  readonly now: number;
}

/** When a running server reads a source next: for a waiting job, or by the schedule. Undefined when nothing is planned. */
export function nextPullAt(source: SourceId, { jobs, schedule, now }: Plans): number | undefined {
  const isOfSource = ({ payload = {} }: Pick<ScheduleEntry, "payload">): boolean => payload["source"] === source;
  const waiting = jobs.filter(isOfSource).map(({ runAt }) => Math.max(runAt, now));
  const planned = schedule.filter(isOfSource).flatMap((entry) => nextSlot(entry, now) ?? []);
  const times = [...waiting, ...planned];
  return times.length === 0 ? undefined : Math.min(...times);
}
