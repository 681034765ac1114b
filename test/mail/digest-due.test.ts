import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { momentInZone, nextDueAt } from "../../src/daily/digest-due.ts";
import { addDays, dayInZone, weekday } from "../../src/lib/day.ts";
import { aDay } from "../make.ts";

const iso = (epochMs: number | undefined): string | undefined =>
  epochMs === undefined ? undefined : new Date(epochMs).toISOString().slice(0, 16);

describe("an hour in a zone", () => {
  test.each([
    ["Europe/Berlin", "2026-08-21", 7, "2026-08-21T05:00"],
    ["Europe/Berlin", "2026-12-21", 7, "2026-12-21T06:00"],
    // Left out: clocks jump from 2 to 3.
    ["Europe/Berlin", "2026-03-29", 2, "2026-03-29T01:00"],
    // Twice: the first one.
    ["Europe/Berlin", "2026-10-25", 2, "2026-10-25T00:00"],
    ["America/New_York", "2026-03-08", 2, "2026-03-08T07:00"],
    ["America/New_York", "2026-11-01", 1, "2026-11-01T05:00"],
    ["America/New_York", "2026-11-01", 7, "2026-11-01T12:00"],
    // Half hours, and a change of half an hour.
    ["Asia/Kolkata", "2026-08-21", 7, "2026-08-21T01:30"],
    ["Australia/Lord_Howe", "2026-10-04", 2, "2026-10-03T15:30"],
    ["Pacific/Kiritimati", "2026-08-21", 0, "2026-08-20T10:00"],
    ["America/Sao_Paulo", "2018-11-04", 0, "2018-11-04T03:00"],
    // The whole day was left out when Samoa crossed the date line.
    ["Pacific/Apia", "2011-12-30", 7, undefined],
    ["UTC", "2026-08-21", 23, "2026-08-21T23:00"],
  ])("%s, %s at %i:00", (zone, day, hour, expected) => {
    expect(iso(momentInZone(aDay(day), hour, zone))).toBe(expected);
  });
});

describe("the next due moment", () => {
  const friday = Date.parse("2026-08-21T06:00:00Z");
  const berlin = { hour: 7, zone: "Europe/Berlin" };

  test.each([
    ["daily", friday, "2026-08-22T05:00"],
    ["weekdays", friday, "2026-08-24T05:00"],
    ["weekly", friday, "2026-08-24T05:00"],
    ["weekly", Date.parse("2026-08-24T05:00:00Z"), "2026-08-31T05:00"],
  ] as const)("%s after %i", (frequency, now, expected) => {
    expect(iso(nextDueAt({ ...berlin, frequency }, now))).toBe(expected);
  });

  test("comes once for every local day, in every zone, whatever the clocks do", () => {
    const zones = Intl.supportedValuesOf("timeZone");
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 364 }),
        (zone, hour, offset) => {
          const start = Date.parse("2026-01-01T00:00:00Z") + offset * 86_400_000;
          let now = start;
          let day = dayInZone(nextDueAt({ frequency: "daily", hour, zone }, now), zone);
          for (let step = 0; step < 4; step += 1) {
            now = nextDueAt({ frequency: "daily", hour, zone }, now);
            expect(dayInZone(now, zone)).toBe(day);
            day = addDays(day, 1);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test("never falls on a weekend for weekdays, and only on Mondays for weekly", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("Europe/Berlin", "America/New_York", "Pacific/Auckland", "Africa/Casablanca"),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 2 ** 31 }),
        (zone, hour, seconds) => {
          const now = seconds * 1000;
          const onWeekday = nextDueAt({ frequency: "weekdays", hour, zone }, now);
          expect(weekday(dayInZone(onWeekday, zone))).toBeLessThanOrEqual(5);
          expect(weekday(dayInZone(nextDueAt({ frequency: "weekly", hour, zone }, now), zone))).toBe(1);
        },
      ),
      { numRuns: 300 },
    );
  });
});
