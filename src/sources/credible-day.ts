import { parseTime, toIso } from "../lib/clock.ts";
import { parseDay, type Day } from "../lib/day.ts";

/** Before this no source has papers; 1970 is what broken clocks say. */
const EARLIEST = "1980-01-01" as Day;

/**
 * The UTC day of a date that upstream sent, in ISO 8601 or RFC 822; undefined for what is no date, and for days before
 * 1980 or after `latest`, which are mistakes.
 */
export function credibleDay(text: string | null | undefined, latest: Day): Day | undefined {
  const time = text === null || text === undefined ? undefined : parseTime(text.trim());
  const day = time === undefined ? undefined : parseDay(toIso(time).slice(0, 10));
  return day !== undefined && day >= EARLIEST && day <= latest ? day : undefined;
}
