import { parseTime } from "./clock.ts";

/** A host that asks for more is asked again after this long all the same. */
const LONGEST_WAIT_MS = 6 * 3_600_000;

const HTTP_DATE = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? /i;

/**
 * Milliseconds to wait by a `Retry-After` header (RFC 9110 section 10.2.3): seconds or a date, at most 6 hours. A date
 * in the past is 0; undefined for anything else.
 */
export function parseRetryAfter(header: string, nowMs: number): number | undefined {
  const text = header.trim();
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, LONGEST_WAIT_MS);
  const time = HTTP_DATE.test(text) ? parseTime(text) : undefined;
  return time === undefined ? undefined : Math.min(Math.max(0, time - nowMs), LONGEST_WAIT_MS);
}
