import type { PullOutcome } from "../../store/store.ts";

/** How the last reading of a source went. */
export const OUTCOME_WORDS: Readonly<Record<PullOutcome, string>> = {
  ok: "read",
  weekend: "nothing is announced on weekends",
  holiday: "nothing is announced on this holiday",
  "nothing-new": "nothing new",
  unchanged: "unchanged since the last time",
  throttled: "asks us to come back later",
  failed: "could not be read",
};
