import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, dayInZone, daysFrom, daysOfMonth, daysOfWeek, parseDay, weekday, weekOf, type Day } from "./day.ts";

const FIRST = Date.parse("0001-01-08T00:00:00Z");
const LAST = Date.parse("9999-12-20T00:00:00Z");
const DAY_MS = 86_400_000;

/** Any day whose week lies within the calendar, as the number of its first millisecond. */
const midnights = fc.integer({ min: 0, max: (LAST - FIRST) / DAY_MS }).map((count) => FIRST + count * DAY_MS);
const dayOf = (epochMs: number): Day => new Date(epochMs).toISOString().slice(0, 10) as Day;

describe("any day of the years 1 to 9999", () => {
  test("has the weekday that Date gives it", () => {
    fc.assert(
      fc.property(midnights, (midnight) => {
        expect(weekday(dayOf(midnight))).toBe(new Date(midnight).getUTCDay() || 7);
      }),
      { numRuns: 2_000 },
    );
  });

  test("lies in the seven days of its own week, Monday first", () => {
    fc.assert(
      fc.property(midnights, (midnight) => {
        const day = dayOf(midnight);
        const week = daysOfWeek(weekOf(day));
        const days = week ? daysFrom(week.first, week.last) : [];
        expect(days).toContain(day);
        expect(days.map(weekday)).toEqual([1, 2, 3, 4, 5, 6, 7]);
        expect(new Set(days.map(weekOf)).size).toBe(1);
      }),
      { numRuns: 2_000 },
    );
  });

  test("lies in its month, whose days all share its name", () => {
    fc.assert(
      fc.property(midnights, (midnight) => {
        const day = dayOf(midnight);
        const month = daysOfMonth(day.slice(0, 7));
        const days = month ? daysFrom(month.first, month.last) : [];
        expect(days).toContain(day);
        expect(new Set(days.map((each) => each.slice(0, 7)))).toEqual(new Set([day.slice(0, 7)]));
      }),
    );
  });
});

describe("weeks of ISO 8601", () => {
  test.each([
    ["0001-01-01", "0001-W01"],
    ["0999-12-31", "1000-W01"],
    ["1900-01-01", "1900-W01"],
    ["1969-12-28", "1969-W52"],
    ["1969-12-31", "1970-W01"],
    ["1970-01-01", "1970-W01"],
    ["2005-01-01", "2004-W53"],
    ["2008-12-29", "2009-W01"],
    ["2026-08-21", "2026-W34"],
    ["2027-01-03", "2026-W53"],
    ["9999-12-31", "9999-W52"],
  ])("%s is in %s", (day, week) => expect(weekOf(day as Day)).toBe(week));

  test.each([
    ["0001-W01", "0001-01-01", "0001-01-07"],
    ["1970-W01", "1969-12-29", "1970-01-04"],
    ["2026-W53", "2026-12-28", "2027-01-03"],
    ["9999-W52", "9999-12-27", "9999-12-31"],
  ])("%s is %s to %s", (week, first, last) => expect(daysOfWeek(week)).toEqual({ first, last }));

  test.each(["0000-W52", "0001-W00", "2026-W00", "2027-W53", "9999-W53", "9999-W99", "2026-34"])(
    "there is no %s",
    (week) => expect(daysOfWeek(week)).toBeUndefined(),
  );
});

describe("months", () => {
  test.each([
    ["0001-01", "0001-01-31"],
    ["1900-02", "1900-02-28"],
    ["2000-02", "2000-02-29"],
    ["2026-06", "2026-06-30"],
    ["9999-12", "9999-12-31"],
  ])("%s ends on %s", (month, last) => expect(daysOfMonth(month)).toEqual({ first: `${month}-01`, last }));

  test.each(["0000-12", "2026-00", "2026-13", "2026-1"])("there is no %s", (month) =>
    expect(daysOfMonth(month)).toBeUndefined(),
  );
});

describe("days", () => {
  test.each(["0000-12-31", "1900-02-29", "2026-02-30", "2026-13-01", "2026-8-21", "+10000-01-01", "12026-01-01"])(
    "there is no %s",
    (text) => expect(parseDay(text)).toBeUndefined(),
  );

  test.each([
    ["1969-12-31", 1, "1970-01-01"],
    ["0001-01-01", -1, "0001-01-01"],
    ["9999-12-31", 1, "9999-12-31"],
    ["0999-12-31", 1, "1000-01-01"],
  ])("%s and %i more is %s, within the calendar", (day, count, sum) => expect(addDays(day as Day, count)).toBe(sum));

  test.each([
    ["2026-08-21T23:30:00Z", "Europe/Berlin", "2026-08-22"],
    ["1900-01-01T12:00:00Z", "UTC", "1900-01-01"],
    ["0987-06-05T12:00:00Z", "UTC", "0987-06-05"],
  ])("%s is in %s the day %s", (moment, zone, day) => expect(dayInZone(Date.parse(moment), zone)).toBe(day));
});
