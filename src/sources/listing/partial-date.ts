import type { PartialDate } from "../../domain/paper.ts";
import { parseTime, toIso } from "../../lib/clock.ts";
import { parseDay } from "../../lib/day.ts";
import { isRecord } from "./fields.ts";

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const LEAP_YEAR = "2024";
const LONGEST_DATE = 80;
const SECONDS_SINCE = 100_000_000;
const MILLISECONDS_SINCE = 100_000_000_000;

/**
 * Reads a date in any form tools write it, as exactly as it is given: ISO 8601, `Nov 8, 2023`, `2023/11/08/`, a year,
 * `Feb 4` (`--02-04`), an epoch time, or the date parts of CSL-JSON. Undefined for anything else.
 */
export function partialDate(value: unknown): PartialDate | undefined {
  if (typeof value === "number") return dateOfNumber(value);
  if (typeof value === "string") return value.length > LONGEST_DATE ? undefined : dateOfText(value.trim());
  if (Array.isArray(value)) return dateOfParts(Array.isArray(value[0]) ? value[0] : value);
  if (!isRecord(value)) return undefined;
  const { raw, literal, "date-time": time, "date-parts": parts } = value;
  return partialDate(parts ?? time ?? raw ?? literal);
}

function dateOfNumber(value: number): PartialDate | undefined {
  if (value < SECONDS_SINCE) return Number.isInteger(value) ? dateOfParts([value]) : undefined;
  const epochMs = value < MILLISECONDS_SINCE ? value * 1000 : value;
  return epochMs < 8e15 ? dateOfText(toIso(epochMs).slice(0, 10)) : undefined;
}

function dateOfText(text: string): PartialDate | undefined {
  if (/^\d{4}-\d{2}-\d{2}[T ]\d/.test(text)) return dayOfTime(text) ?? dateOfText(text.slice(0, 10));
  const [numeric, year, month, day] = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?[-/.\s]*$/.exec(text) ?? [];
  if (numeric !== undefined) return dateOfParts([year, month, day]);
  const [, yearlessMonth, yearlessDay] = /^--(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (yearlessMonth !== undefined) return dateOfParts([undefined, yearlessMonth, yearlessDay]);
  return dateOfWords(text);
}

function dayOfTime(text: string): PartialDate | undefined {
  const time = parseTime(text);
  return time === undefined ? undefined : dateOfText(toIso(time).slice(0, 10));
}

/** `Nov 8, 2023`, `8 November 2023`, `March 2024`, `Feb 4`, `Wed, 1 Jan 2025 19:00:02 GMT`, `11/08/2023` (whose month nobody can tell). */
function dateOfWords(text: string): PartialDate | undefined {
  const words = text.split(/[\s,./-]+/);
  const month = words.map(monthOf).find((number) => number !== undefined);
  const year = words.find((word) => /^\d{4}$/.test(word));
  const day = words.find((word) => /^\d{1,2}(?:st|nd|rd|th)?$/i.test(word));
  return dateOfParts([year, month, month === undefined ? undefined : day?.replace(/\D+/, "")]);
}

/** 1 to 12 for the name of a month, in full or cut to three letters or more. */
function monthOf(word: string): number | undefined {
  const index = /^[a-z]{3,9}$/i.test(word) ? MONTHS.indexOf(word.slice(0, 3).toLowerCase()) : -1;
  return index < 0 ? undefined : index + 1;
}

/** A date from separate year, month and day, each as text or number; a month may be a name. */
export function dateOfParts([yearPart, monthPart, dayPart]: readonly unknown[]): PartialDate | undefined {
  const year = wholeNumber(yearPart, 1000, 2999);
  const month = wholeNumber(monthPart, 1, 12) ?? monthOf(String(monthPart).trim().replace(/\.$/, ""));
  const day = wholeNumber(dayPart, 1, 31);
  if (month === undefined) return year === undefined ? undefined : String(year);
  const monthText = String(month).padStart(2, "0");
  const isDay =
    day !== undefined && parseDay(`${year ?? LEAP_YEAR}-${monthText}-${String(day).padStart(2, "0")}`) !== undefined;
  const dayText = isDay ? `-${String(day).padStart(2, "0")}` : "";
  if (year === undefined) return dayText === "" ? undefined : `--${monthText}${dayText}`;
  return `${year}-${monthText}${dayText}`;
}

function wholeNumber(value: unknown, least: number, most: number): number | undefined {
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : "";
  const number = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}
