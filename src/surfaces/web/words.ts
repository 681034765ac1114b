import { addDays, weekday, type Day } from "../../lib/day.ts";
import { formatNumber, monthName } from "../../lib/words.ts";
import type { Period } from "../../daily/period.ts";

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const LIST = new Intl.ListFormat("en-GB", { type: "conjunction" });
const MOMENT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

/** `arXiv, OpenReview and a listing`. */
export const listed = (words: readonly string[]): string => LIST.format(words);

export const weekdayName = (day: Day): string => WEEKDAYS[weekday(day) - 1] ?? "";
export const dayNumber = (day: Day): number => Number(day.slice(8));
const yearOf = (day: Day): string => String(Number(day.slice(0, 4)));

/** `21 August 2026`. */
export const formatDay = (day: Day): string => `${dayNumber(day)} ${monthName(day.slice(5, 7))} ${yearOf(day)}`;

/** `Friday, 21 August 2026`. */
export const formatFullDay = (day: Day): string => `${weekdayName(day)}, ${formatDay(day)}`;

/** `August 2026`. */
export const formatMonth = (day: Day): string => `${monthName(day.slice(5, 7))} ${yearOf(day)}`;

/** `24 Nov 2026, 23:06 UTC`. */
export const formatMoment = (epochMs: number): string => `${MOMENT.format(epochMs)} UTC`;

/** `12`, `0.7`, `1,204`: as exactly as anybody wants to know. */
export const formatPoints = (points: number): string =>
  formatNumber(points >= 100 ? Math.round(points) : Math.round(10 * points) / 10);

/** `+2.3`, `−0.4`, with a true minus. */
export const formatSigned = (number: number): string => `${number < 0 ? "−" : "+"}${formatPoints(Math.abs(number))}`;

/** A period as a headline says it. */
export function formatPeriod({ kind, name, first, last }: Period): string {
  if (kind === "day") return formatFullDay(first);
  return kind === "month" ? formatMonth(first) : `Week ${Number(name.slice(6))}, ${formatDays(first, last)}`;
}

/** `17–23 August 2026`, `31 August – 6 September 2026`. */
function formatDays(first: Day, last: Day): string {
  if (first.slice(0, 7) === last.slice(0, 7)) return `${dayNumber(first)}–${formatDay(last)}`;
  const start = yearOf(first) === yearOf(last) ? formatDay(first).replace(/ \d+$/, "") : formatDay(first);
  return `${start} – ${formatDay(last)}`;
}

/** A period as a link between editions says it, with no more than is needed beside another one. */
export function formatNearbyPeriod(period: Period, beside: Period): string {
  const { kind, name, first } = period;
  if (kind === "week") return `Week ${Number(name.slice(6))}`;
  if (kind === "month") return formatMonth(first);
  const isClose = first >= addDays(beside.first, -6) && first <= addDays(beside.first, 6);
  if (isClose) return weekdayName(first);
  const shortDay = `${dayNumber(first)} ${monthName(first.slice(5, 7)).slice(0, 3)}`;
  return yearOf(first) === yearOf(beside.first) ? shortDay : `${shortDay} ${yearOf(first)}`;
}
