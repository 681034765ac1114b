import { addDays, dayInZone, weekday, type Day } from "../lib/day.ts";
import type { Choices } from "./subscription-choices.ts";

type Moment = Pick<Choices, "frequency" | "hour" | "zone">;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const FRIDAY = 5;
/** The day of a weekly digest: the week's news is complete by then, and the week begins with it. */
const WEEKLY = 1;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What a zone's clocks are ahead of UTC at a moment, in milliseconds. */
function offsetAt(epochMs: number, zone: string): number {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  clocks.set(zone, clock);
  const parts = new Map(clock.formatToParts(epochMs).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return local - Math.floor(epochMs / 1000) * 1000;
}

/**
 * When clocks in `zone` show an hour on a day, in epoch milliseconds. An hour that comes twice is its first; one that is
 * left out is the moment when clocks jump over it. Undefined when the zone left out the whole day, as Samoa did once.
 */
export function momentInZone(day: Day, hour: number, zone: string): number | undefined {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + hour * HOUR_MS;
  const [before, after] = [offsetAt(asUtc - DAY_MS, zone), offsetAt(asUtc + DAY_MS, zone)];
  const moments = [asUtc - before, asUtc - after].filter((moment) => moment + offsetAt(moment, zone) === asUtc);
  if (moments.length > 0) return Math.min(...moments);
  const afterGap = asUtc - before;
  return dayInZone(afterGap, zone) === day ? afterGap : undefined;
}

function isMailDay(day: Day, frequency: Choices["frequency"]): boolean {
  if (frequency === "weekly") return weekday(day) === WEEKLY;
  return frequency === "daily" || weekday(day) <= FRIDAY;
}

/** No frequency rests longer than a week, and no zone leaves out more than a day. */
const LOOK_AHEAD_DAYS = 16;

/** The first due moment after `now`. Moments missed while nobody looked are passed over: the one at hand makes up for them. */
export function nextDueAt({ frequency, hour, zone }: Moment, now: number): number {
  const today = dayInZone(now, zone);
  for (let ahead = 0; ahead <= LOOK_AHEAD_DAYS; ahead += 1) {
    const day = addDays(today, ahead);
    const moment = isMailDay(day, frequency) ? momentInZone(day, hour, zone) : undefined;
    if (moment !== undefined && moment > now) return moment;
  }
  throw new RangeError(`${zone} has no ${hour} o'clock`);
}
