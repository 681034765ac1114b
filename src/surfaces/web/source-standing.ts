import { SOURCE_IDS, type SourceId } from "../../domain/source-id.ts";
import { nextSlot, type ScheduleEntry } from "../../jobs/schedule.ts";
import type { Clock } from "../../lib/clock.ts";
import type { Job } from "../../store/job-store.ts";
import type { SourceState, Store } from "../../store/store.ts";

export interface SourceStanding {
  readonly state: SourceState;
  /** When it is read again; undefined when nothing is planned. */
  readonly nextTryAt: number | undefined;
}

/** Sources that are read by schedule; the others only bring what somebody gives them. */
const PULLED: readonly SourceId[] = SOURCE_IDS.filter((source) => source !== "listing" && source !== "sample");

/** More jobs than these never wait at once for sources. */
const MOST_JOBS = 200;

interface StandingDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: { readonly schedule?: readonly ScheduleEntry[] | undefined };
}

/** How each source that is read by schedule stands, and when it is read next. */
export async function loadStandings({ store, clock, settings }: StandingDeps): Promise<readonly SourceStanding[]> {
  const [states, jobs] = await Promise.all([
    Promise.all(PULLED.map((source) => store.sources.state(source))),
    store.jobs.due(MOST_JOBS),
  ]);
  const now = clock.now();
  return states.map((state) => {
    const isOfSource = ({ payload }: Pick<Job, "payload">) => payload["source"] === state.source;
    const waiting = jobs.filter(isOfSource).map(({ runAt }) => Math.max(runAt, now));
    const planned = (settings.schedule ?? [])
      .filter(({ payload = {} }) => isOfSource({ payload }))
      .map((entry) => nextSlot(entry, now));
    return { state, nextTryAt: soonest([...waiting, ...planned]) };
  });
}

export function soonest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
