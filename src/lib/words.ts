const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const NUMBER = new Intl.NumberFormat("en-GB");

/** `1,204`. */
export const formatNumber = (number: number): string => NUMBER.format(number);

/** `1 vote`, `2 votes`, `1,204 papers`; `plural` for words that do not just take an s. */
export function counted(number: number, word: string, plural = `${word}s`): string {
  return `${formatNumber(number)} ${number === 1 ? word : plural}`;
}

/** The name of a month written as `08`; empty for none. */
export const monthName = (month: string): string => MONTHS[Number(month) - 1] ?? "";

/**
 * An ISO 8601 date in words, as exactly as it is known: `21 August 2026`, `August 2026`, `2026`, and `21 August` for
 * `--08-21`. Another form is given back as it is.
 */
export function formatPartialDate(date: string): string {
  const [, year = "", month = "", day = ""] = /^(\d{4}|-)(?:-(\d{2}))?(?:-(\d{2}))?(?:T.*)?$/.exec(date) ?? [];
  const parts = [day && String(Number(day)), month && monthName(month), year === "-" ? "" : year];
  return parts.filter((part) => part !== "").join(" ") || date;
}
