import { expect, it } from "vitest";
import { parseRetryAfter } from "./retry-after.ts";

const now = Date.parse("2026-08-21T12:00:00Z");
const hour = 3_600_000;

it.each([
  ["seconds", "120", 120_000],
  ["seconds with space around", " 7 ", 7000],
  ["no seconds at all", "0", 0],
  ["a date (IMF-fixdate)", "Fri, 21 Aug 2026 12:01:30 GMT", 90_000],
  ["a date of RFC 850", "Friday, 21-Aug-26 12:01:30 GMT", 90_000],
  ["a date of asctime, which is UTC", "Fri Aug 21 12:01:30 2026", 90_000],
  ["a date in the past", "Wed, 21 Oct 2015 07:28:00 GMT", 0],
  ["more seconds than six hours", "1000000000", 6 * hour],
  ["digits without end", "9".repeat(400), 6 * hour],
  ["a date after six hours", "Wed, 21 Oct 2099 07:28:00 GMT", 6 * hour],
])("reads %s", (_name, header, expected) => {
  expect(parseRetryAfter(header, now)).toBe(expected);
});

it.each(["", "soon", "-5", "7.5", "1e3", "0x10", "12 s", "Fri, 99 Nonsense", "2026-08-21", "Infinity"])(
  "ignores %j",
  (header) => {
    expect(parseRetryAfter(header, now)).toBeUndefined();
  },
);
