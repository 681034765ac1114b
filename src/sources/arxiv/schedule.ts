import { addDays, dayInZone, weekday, type Day } from "../../lib/day.ts";

const ZONE = "America/New_York";
const HOURS_MS = 3_600_000;
const [FRIDAY, SATURDAY] = [5, 6];

/** Evenings without a mailing in 2026 (info.arxiv.org/help/availability); what was due goes out with the next one. */
const DEFERRED: ReadonlySet<string> = new Set([
  "2026-01-01",
  "2026-01-19",
  "2026-06-19",
  "2026-07-03",
  "2026-09-07",
  "2026-11-26",
  "2026-12-25",
  "2026-12-29",
  "2026-12-31",
]);

export function arxivToday(epochMs: number): Day {
  return dayInZone(epochMs, ZONE);
}

/**
 * The day under which arXiv lists what was submitted at a time, were it not held by moderators. Submissions close at
 * 14:00 in New York, are mailed at 20:00 (Sunday to Thursday) and listed under the day after, which is the day that the
 * feed's entries bear: on Tuesday what came from Friday 14:00 to Monday 14:00.
 */
export function announcementDay(submittedAtMs: number): Day {
  const closing = arxivToday(submittedAtMs + 10 * HOURS_MS);
  const isWeekend = weekday(closing) >= SATURDAY;
  return addDays(mailingFrom(isWeekend ? addDays(closing, 8 - weekday(closing)) : closing), 1);
}

/** The day under which arXiv lists what it mails at a time: mailings leave from 20:00 on in New York, often after midnight. */
export function listingDayOfMailing(mailedAtMs: number): Day {
  return arxivToday(mailedAtMs + 4 * HOURS_MS);
}

/** The first evening with a mailing, on the day or after it. */
function mailingFrom(day: Day): Day {
  const isQuiet = weekday(day) === FRIDAY || weekday(day) === SATURDAY || DEFERRED.has(day);
  return isQuiet ? mailingFrom(addDays(day, 1)) : day;
}

/** Why a day's feed is empty. */
export function whyNothing(day: Day): "weekend" | "holiday" | "nothing-new" {
  if (weekday(day) >= SATURDAY) return "weekend";
  return DEFERRED.has(day) || DEFERRED.has(addDays(day, -1)) ? "holiday" : "nothing-new";
}
