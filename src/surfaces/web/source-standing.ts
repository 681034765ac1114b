import { SOURCE_IDS, type SourceId } from "../../domain/source-id.ts";
import { nextPullAt } from "../../ingest/next-pull.ts";
import type { ScheduleEntry } from "../../jobs/schedule.ts";
import type { Clock } from "../../lib/clock.ts";
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
  const plans = { jobs, schedule: settings.schedule ?? [], now: clock.now() };
  return states.map((state) => ({ state, nextTryAt: nextPullAt(state.source, plans) }));
}

export function soonest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
