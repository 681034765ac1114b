import { dayInZone, weekday, type Day } from "../../lib/day.ts";
import type { SourceState } from "../../store/store.ts";
import { soonest, type SourceStanding } from "./source-standing.ts";

/** Why a day has no papers. */
export type Emptiness =
  | { readonly kind: "to-come" }
  | { readonly kind: "before-first"; readonly first: Day }
  | { readonly kind: "nothing-yet" }
  | { readonly kind: "failed"; readonly state: SourceState; readonly nextTryAt: number | undefined }
  | { readonly kind: "weekend" }
  | { readonly kind: "holiday" }
  | { readonly kind: "not-yet"; readonly nextTryAt: number | undefined }
  | { readonly kind: "nothing" };

export interface EmptinessFacts {
  readonly day: Day;
  readonly today: Day;
  readonly before: Day | undefined;
  readonly afterwards: Day | undefined;
  readonly sources: readonly SourceStanding[];
}

/** Finds the reason that explains most: time and the weekend first, then a source that failed since that day. */
export function whyEmpty({ day, today, before, afterwards, sources }: EmptinessFacts): Emptiness {
  if (day > today) return { kind: "to-come" };
  if (before === undefined && afterwards !== undefined) return { kind: "before-first", first: afterwards };
  if (before !== undefined && weekday(day) > 5) return { kind: "weekend" };
  const failed = sources.find(({ state }) => hasFailedSince(state, day));
  if (failed) return { kind: "failed", ...failed };
  if (before === undefined) return { kind: "nothing-yet" };
  if (sources.some(({ state }) => state.outcome === "holiday" && dayOf(state.lastAttemptAt) === day))
    return { kind: "holiday" };
  if (day === today) return { kind: "not-yet", nextTryAt: soonest(sources.map(({ nextTryAt }) => nextTryAt)) };
  return { kind: "nothing" };
}

/** Whether a source cannot be read now, and was not read since that day began. */
function hasFailedSince({ outcome, lastSuccessAt }: SourceState, day: Day): boolean {
  const isDown = outcome === "failed" || outcome === "throttled";
  return isDown && (dayOf(lastSuccessAt) ?? "") <= day;
}

const dayOf = (epochMs: number | undefined): Day | undefined =>
  epochMs === undefined ? undefined : dayInZone(epochMs, "UTC");
