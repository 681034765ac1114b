import { addDays, daysOfMonth, parseDay, type Day } from "../../lib/day.ts";

const DATE = /^(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?$/;
const AGO = /^(\d{1,4})([dwmy])$/i;

/** Brings a date or a length of time to one form: `2024/5` to `2024-05`, `7D` to `7d`. Undefined when it is neither. */
export function readWhen(text: string): string | undefined {
  const [, count, unit] = AGO.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) return `${Number(count)}${unit.toLowerCase()}`;
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined) return undefined;
  const when = [year, month, day].flatMap((part) => (part === undefined ? [] : [part.padStart(2, "0")])).join("-");
  return firstDayOf(when) === undefined ? undefined : when;
}

/** The first day that `when` means today. */
export function dayOfWhen(when: string, today: Day): Day | undefined {
  const [, count = "", unit] = AGO.exec(when) ?? [];
  const number = Number(count);
  if (unit === "d") return addDays(today, -number);
  if (unit === "w") return addDays(today, -7 * number);
  if (unit === "m") return monthsBefore(today, number);
  if (unit === "y") return monthsBefore(today, 12 * number);
  return firstDayOf(when);
}

function firstDayOf(when: string): Day | undefined {
  const [year = "", month = "01", day = "01"] = when.split("-");
  return parseDay(`${year}-${month}-${day}`);
}

/** The same day of an earlier month, or that month's last; the calendar's first day before it begins. */
function monthsBefore(today: Day, count: number): Day | undefined {
  const months = 12 * Number(today.slice(0, 4)) + Number(today.slice(5, 7)) - 1 - count;
  const year = String(Math.max(1, Math.floor(months / 12))).padStart(4, "0");
  const month = months < 12 ? "01" : String((months % 12) + 1).padStart(2, "0");
  return parseDay(`${year}-${month}-${today.slice(8)}`) ?? daysOfMonth(`${year}-${month}`)?.last;
}
