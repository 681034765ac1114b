import { weekday, type Day } from "../../../lib/day.ts";
import type { CalendarDay } from "../../../daily/edition.ts";
import { dayPath } from "../addresses.ts";
import { counted, formatNumber } from "../../../lib/words.ts";
import { dayNumber, formatMonth, weekdayName } from "../words.ts";

/** Steps between an empty and the fullest day; the style sheet draws one bar height for each. */
const LEVELS = 8;

export function fullness(count: number, fullest: number): number {
  return count === 0 ? 0 : Math.max(1, Math.round((LEVELS * count) / Math.max(fullest, 1)));
}

interface CalendarProps {
  readonly days: readonly CalendarDay[];
  readonly current?: Day | undefined;
  readonly today: Day;
}

/** The days of one week as a strip, each with a bar that shows how full it was. */
export function WeekStrip({ days, current, today }: CalendarProps) {
  const fullest = Math.max(...days.map(({ count }) => count));
  return (
    <ol class="week">
      {days.map(({ day, count }) => (
        <li data-level={fullness(count, fullest)}>
          <DayLink day={day} count={count} current={current} today={today} />
        </li>
      ))}
    </ol>
  );
}

/** A month as a table of weeks. */
export function MonthGrid({ days, current, today }: CalendarProps) {
  const fullest = Math.max(...days.map(({ count }) => count));
  const [first] = days;
  if (!first) return <></>;
  return (
    <table class="month">
      <caption class="unseen">Papers of each day in {formatMonth(first.day)}</caption>
      <thead>
        <tr>
          {["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(days).map((week) => (
          <tr>
            {week.map((cell) =>
              cell ? (
                <td data-level={fullness(cell.count, fullest)}>
                  <DayLink day={cell.day} count={cell.count} current={current} today={today} />
                  {cell.count > 0 && (
                    <span class="count" aria-hidden="true">
                      {formatNumber(cell.count)}
                    </span>
                  )}
                </td>
              ) : (
                <td />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Rows of seven, Monday first, with gaps before the first and after the last day. */
function weeksOf(days: readonly CalendarDay[]): (CalendarDay | undefined)[][] {
  const lead = days[0] ? weekday(days[0].day) - 1 : 0;
  const cells = [...Array.from({ length: lead }, () => undefined), ...days];
  const rows = Math.ceil(cells.length / 7);
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: 7 }, (_cell, column) => cells[row * 7 + column]),
  );
}

function DayLink({ day, count, current, today }: { day: Day; count: number; current: Day | undefined; today: Day }) {
  const label = `${weekdayName(day)} ${dayNumber(day)}: ${count === 0 ? "no papers" : counted(count, "paper")}`;
  if (day > today && count === 0) return <span class="to-come">{dayNumber(day)}</span>;
  return (
    <a href={dayPath(day)} title={label} {...(day === current && { "aria-current": "date" })}>
      {dayNumber(day)}
      <span class="unseen"> {label}</span>
    </a>
  );
}
