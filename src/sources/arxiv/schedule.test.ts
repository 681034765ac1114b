import { expect, test } from "vitest";
import type { Day } from "../../lib/day.ts";
import { announcementDay, listingDayOfMailing, whyNothing } from "./schedule.ts";

test.each([
  ["Monday before the deadline", "2026-08-17T17:59:59Z", "2026-08-18"],
  ["Monday at the deadline", "2026-08-17T18:00:00Z", "2026-08-19"],
  ["Tuesday night in New York, Wednesday in UTC", "2026-08-19T02:00:00Z", "2026-08-20"],
  ["Wednesday", "2026-08-19T15:29:38Z", "2026-08-20"],
  ["Thursday before the deadline", "2026-08-20T17:00:00Z", "2026-08-21"],
  ["Thursday after it", "2026-08-20T18:30:00Z", "2026-08-24"],
  ["Friday before the deadline", "2026-08-21T17:59:00Z", "2026-08-24"],
  ["Friday after it", "2026-08-21T18:00:00Z", "2026-08-25"],
  ["Saturday", "2026-08-22T12:00:00Z", "2026-08-25"],
  ["Sunday", "2026-08-23T23:00:00Z", "2026-08-25"],
  ["in winter, when New York is five hours behind", "2026-01-12T18:59:00Z", "2026-01-13"],
  ["in winter after the deadline", "2026-01-12T19:00:00Z", "2026-01-14"],
  ["the evening that summer time ends", "2026-11-01T05:30:00Z", "2026-11-03"],
  ["before a mailing that Labor Day defers", "2026-09-07T12:00:00Z", "2026-09-09"],
  ["before Thanksgiving's, on to Sunday's", "2026-11-26T12:00:00Z", "2026-11-30"],
  ["before two deferred mailings in one week", "2026-12-29T12:00:00Z", "2026-12-31"],
])("what comes in on %s is listed on the right day", (_, submitted, listed) => {
  expect(announcementDay(Date.parse(submitted))).toBe(listed);
});

test.each([
  ["on Thursday evening in New York", "2025-01-03T01:29:12Z", "2025-01-03"],
  ["after midnight there", "2025-01-03T05:29:12Z", "2025-01-03"],
  ["in the next morning, late", "2025-01-03T14:00:00Z", "2025-01-03"],
  ["on Sunday evening", "2026-08-24T00:41:00Z", "2026-08-24"],
  ["in summer at eight", "2026-08-19T00:00:00Z", "2026-08-19"],
  ["in summer before eight", "2026-08-18T23:59:59Z", "2026-08-18"],
  ["in winter at eight", "2026-01-13T01:00:00Z", "2026-01-13"],
  ["in winter before eight", "2026-01-13T00:59:59Z", "2026-01-12"],
  ["on the Sunday that summer time begins", "2026-03-09T00:00:00Z", "2026-03-09"],
  ["on the Sunday that it ends", "2026-11-02T01:00:00Z", "2026-11-02"],
])("what is mailed %s is listed on the right day", (_, mailed, listed) => {
  expect(listingDayOfMailing(Date.parse(mailed))).toBe(listed);
});

test("a mailing and its submissions agree on the day", () => {
  const submitted = Date.parse("2025-01-02T18:59:00Z");
  expect(announcementDay(submitted)).toBe(listingDayOfMailing(Date.parse("2025-01-03T01:29:12Z")));
});

test.each([
  ["2026-08-22", "weekend"],
  ["2026-08-23", "weekend"],
  ["2026-11-26", "holiday"],
  ["2026-11-27", "holiday"],
  ["2026-08-20", "nothing-new"],
])("an empty feed of %s is because of %s", (day, reason) => {
  expect(whyNothing(day as Day)).toBe(reason);
});
