import type { DateRange } from "../../engine/question.ts";
import type { Query, QueryPart } from "../../domain/query.ts";
import { addDays, daysBetween, parseDay, type Day } from "../../lib/day.ts";
import { dayOfWhen } from "./read-when.ts";

const EPOCH = "1970-01-01" as Day;

interface Days {
  readonly from?: Day | undefined;
  readonly until?: Day | undefined;
}

/** The days that all parts of a query allow. */
export function dateRangeOf({ parts }: Query, today: Day): DateRange {
  const ranges = parts.map((part) => daysOf(part, today));
  const from = ranges
    .flatMap((range) => range.from ?? [])
    .toSorted()
    .at(-1);
  const until = ranges.flatMap((range) => range.until ?? []).toSorted()[0];
  return {
    from: from === undefined ? undefined : daysBetween(EPOCH, from),
    until: until === undefined ? undefined : daysBetween(EPOCH, until),
  };
}

function daysOf(part: QueryPart, today: Day): Days {
  if (part.kind === "years") return { from: yearDay(part.from, "01-01"), until: yearDay(part.until, "12-31") };
  if (part.kind !== "date") return {};
  const day = dayOfWhen(part.when, today);
  if (day === undefined) return {};
  return part.bound === "after" ? { from: day } : { until: addDays(day, -1) };
}

const yearDay = (year: number | undefined, rest: string): Day | undefined =>
  year === undefined ? undefined : parseDay(`${String(Math.max(1, year)).padStart(4, "0")}-${rest}`);
