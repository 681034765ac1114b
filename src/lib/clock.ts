import { setTimeout as wait } from "node:timers/promises";

/** The only way to ask for the time or to wait, so that tests can play both. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Resolves after `ms`; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    await wait(ms, undefined, signal ? { signal } : {});
  },
};

/** An epoch time in the form of RFC 3339, in UTC. */
export function toIso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

/** Milliseconds since 1970 of an ISO 8601 or RFC 822 date; undefined when it is no date. A date without a zone is read as UTC. */
export function parseTime(text: string): number | undefined {
  const hasZone = /(?:z|[+-]\d{2}:?\d{2}|\b(?:gmt|utc?|[ecmp][sd]t))\s*$/i.test(text);
  const isDateOnly = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const time = Date.parse(hasZone || isDateOnly ? text : `${text}Z`);
  const fallback = Number.isNaN(time) ? Date.parse(text) : time;
  return Number.isNaN(fallback) ? undefined : fallback;
}
