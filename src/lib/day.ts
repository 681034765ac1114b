declare const dayBrand: unique symbol;

/** A calendar day of the years 1 to 9999, `YYYY-MM-DD`, without a time zone. Days compare as strings. */
export type Day = string & { readonly [dayBrand]: "Day" };

const DAY_MS = 86_400_000;

const at = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const FIRST_MS = Date.parse("0001-01-01T00:00:00Z");
const LAST_MS = Date.parse("9999-12-31T00:00:00Z");

/** Beyond either end of the calendar, where a year has no four digits, its first or last day. */
const fromUtc = (epochMs: number): Day =>
  new Date(Math.min(LAST_MS, Math.max(FIRST_MS, epochMs))).toISOString().slice(0, 10) as Day;

/** Reads `2026-08-21`; undefined for any other form and for days that no calendar has. */
export function parseDay(text: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || fromUtc(time) !== text ? undefined : (text as Day);
}

/** A formatter takes a hundred times as long to make as to use, and feeds hold thousands of dates. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** The day it is in `zone` (an IANA name) at `epochMs`. */
export function dayInZone(epochMs: number, zone: string): Day {
  const format =
    formatters.get(zone) ??
    new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  formatters.set(zone, format);
  return format.format(epochMs).padStart(10, "0") as Day;
}

/** Stops at either end of the calendar. */
export function addDays(day: Day, count: number): Day {
  return fromUtc(at(day) + count * DAY_MS);
}

/** Whole days from `from` to `to`. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((at(to) - at(from)) / DAY_MS);
}

/** Every day from `first` to `last`, both included. */
export function daysFrom(first: Day, last: Day): Day[] {
  return Array.from({ length: Math.max(0, daysBetween(first, last) + 1) }, (_, index) => addDays(first, index));
}

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekday(day: Day): number {
  return new Date(at(day)).getUTCDay() || 7;
}

/** The ISO 8601 week that holds a day, such as `2026-W34`. */
export function weekOf(day: Day): string {
  const thursday = addDays(day, 4 - weekday(day));
  const year = thursday.slice(0, 4);
  const number = 1 + Math.floor(daysBetween(`${year}-01-01` as Day, thursday) / 7);
  return `${year}-W${String(number).padStart(2, "0")}`;
}

/** Monday and Sunday of an ISO week; undefined for a week that does not exist. */
export function daysOfWeek(week: string): { first: Day; last: Day } | undefined {
  const [, year = "", number = ""] = /^(\d{4})-W(\d{2})$/.exec(week) ?? [];
  if (year === "") return undefined;
  const january4 = parseDay(`${year}-01-04`);
  if (january4 === undefined) return undefined;
  const first = addDays(january4, 1 - weekday(january4) + 7 * (Number(number) - 1));
  return weekOf(first) === week ? { first, last: addDays(first, 6) } : undefined;
}

/** First and last day of a month such as `2026-08`; undefined for a month that does not exist. */
export function daysOfMonth(month: string): { first: Day; last: Day } | undefined {
  const first = parseDay(`${month}-01`);
  if (first === undefined) return undefined;
  const last = [31, 30, 29].map((number) => parseDay(`${month}-${number}`)).find((day) => day !== undefined);
  return { first, last: last ?? addDays(first, 27) };
}
