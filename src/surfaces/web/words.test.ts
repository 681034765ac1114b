import { describe, expect, test } from "vitest";
import { parsePeriod, type Period } from "../../daily/period.ts";
import { counted, formatPartialDate } from "../../lib/words.ts";
import { formatNearbyPeriod, formatPeriod } from "./words.ts";

function period(kind: Period["kind"], name: string): Period {
  const found = parsePeriod(kind, name);
  if (!found) throw new RangeError(`no ${kind} ${name}`);
  return found;
}

describe("dates in words", () => {
  test.each([
    ["2026-08-21", "21 August 2026"],
    ["2026-08-21T10:00:00Z", "21 August 2026"],
    ["2026-08", "August 2026"],
    ["2026", "2026"],
    ["--08-21", "21 August"],
    ["in press", "in press"],
    ["", ""],
  ])("%j is %j", (date, words) => {
    expect(formatPartialDate(date)).toBe(words);
  });

  test.each([
    ["day", "2026-08-21", "Friday, 21 August 2026"],
    ["week", "2026-W34", "Week 34, 17–23 August 2026"],
    ["week", "2026-W36", "Week 36, 31 August – 6 September 2026"],
    ["week", "2026-W01", "Week 1, 29 December 2025 – 4 January 2026"],
    ["month", "2026-08", "August 2026"],
  ] as const)("the %s %s is %s", (kind, name, words) => {
    expect(formatPeriod(period(kind, name))).toBe(words);
  });

  test("a near day is called by its weekday, a far one by its date, with a year that differs", () => {
    const friday = period("day", "2026-08-21");
    expect(formatNearbyPeriod(period("day", "2026-08-20"), friday)).toBe("Thursday");
    expect(formatNearbyPeriod(period("day", "2026-08-14"), friday)).toBe("14 Aug");
    expect(formatNearbyPeriod(period("day", "2025-08-14"), friday)).toBe("14 Aug 2025");
  });
});

test.each([
  [0, "0 votes"],
  [1, "1 vote"],
  [1_204, "1,204 votes"],
])("%d counts as %s", (number, words) => {
  expect(counted(number, "vote")).toBe(words);
});
