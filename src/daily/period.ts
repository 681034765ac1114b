import { daysOfMonth, daysOfWeek, parseDay, weekOf, type Day } from "../lib/day.ts";

/** A stretch of days that has a page. `name` stands in its address: `2026-08-21`, `2026-W34`, `2026-08`. */
export interface Period {
  readonly kind: "day" | "week" | "month";
  readonly name: string;
  readonly first: Day;
  readonly last: Day;
}

export const dayPeriod = (day: Day): Period => ({ kind: "day", name: day, first: day, last: day });

/** Reads a period's name; undefined when it names none. */
export function parsePeriod(kind: Period["kind"], name: string): Period | undefined {
  switch (kind) {
    case "day": {
      const day = parseDay(name);
      return day && dayPeriod(day);
    }
    case "week": {
      const days = daysOfWeek(name);
      return days && { kind, name, ...days };
    }
    case "month": {
      const days = daysOfMonth(name);
      return days && { kind, name, ...days };
    }
  }
}

/** The period of the same kind that holds a day. */
export function periodOf(kind: Period["kind"], day: Day): Period {
  const name = { day, week: weekOf(day), month: day.slice(0, 7) }[kind];
  const period = parsePeriod(kind, name);
  if (!period) throw new RangeError(`no ${kind} holds ${day}`);
  return period;
}
