import type { Parsed, Problem } from "../lib/parsed.ts";

export const FREQUENCIES = ["daily", "weekdays", "weekly"] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** What a subscriber chose. */
export interface Choices {
  readonly frequency: Frequency;
  /** Local hour, 0 to 23. */
  readonly hour: number;
  /** IANA name. */
  readonly zone: string;
  /** Papers printed in full. */
  readonly count: number;
  /** Empty: all. */
  readonly categories: readonly string[];
  /** A saved search; empty: the edition. */
  readonly q: string;
  /** Whether a day without papers brings a short note. */
  readonly wantsEmpty: boolean;
}

export const USUAL_CHOICES: Choices = {
  frequency: "weekdays",
  hour: 7,
  zone: "UTC",
  count: 10,
  categories: [],
  q: "",
  wantsEmpty: false,
};

export const MOST_PAPERS = 30;
const MOST_CATEGORIES = 20;
const MAX_QUESTION = 500;
const CATEGORY = /^[a-z-]{2,20}(?:\.[A-Za-z-]{1,20})?$/;

/** Reads the fields of a subscription form. What is missing or cannot be read falls back to `usual` and is a problem. */
export function parseChoices(
  fields: Readonly<Record<string, unknown>>,
  usual: Choices = USUAL_CHOICES,
): Parsed<Choices> {
  const problems: Problem[] = [];
  const read = <Value>(name: string, readText: (text: string) => Value | undefined, fallback: Value, mend: string) => {
    const text = textOf(fields[name]);
    if (text === undefined || text === "") return fallback;
    const value = readText(text);
    if (value === undefined) problems.push({ where: name, message: mend });
    return value ?? fallback;
  };
  const value: Choices = {
    frequency: read("frequency", readFrequency, usual.frequency, "Choose daily, weekdays or weekly."),
    hour: read("hour", (text) => wholeNumber(text, 0, 23), usual.hour, "Choose an hour from 0 to 23."),
    zone: read("zone", readZone, usual.zone, "Write a time zone such as Europe/Berlin."),
    count: read(
      "count",
      (text) => wholeNumber(text, 1, MOST_PAPERS),
      usual.count,
      `Choose 1 to ${MOST_PAPERS} papers.`,
    ),
    categories: read("categories", readCategories, [], "Write categories such as cs.CL, twenty at most."),
    q: read("q", readQuestion, "", `A search may have ${MAX_QUESTION} characters.`),
    wantsEmpty: textOf(fields["empty"]) === "on",
  };
  return { value, problems };
}

/** Fields may come twice, as from a list of check boxes. */
function textOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.filter((part) => typeof part === "string").join(" ");
  return typeof value === "string" ? value.trim() : undefined;
}

const readFrequency = (text: string): Frequency | undefined => FREQUENCIES.find((frequency) => frequency === text);

function wholeNumber(text: string, min: number, max: number): number | undefined {
  const number = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  return number >= min && number <= max ? number : undefined;
}

export function readZone(text: string): string | undefined {
  // `Intl` also takes offsets such as `+02:00`, which know nothing of daylight saving.
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,40}$/.test(text)) return undefined;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

function readCategories(text: string): readonly string[] | undefined {
  const words = [...new Set(text.split(/[\s,]+/).filter((word) => word !== ""))].sort();
  return words.length <= MOST_CATEGORIES && words.every((word) => CATEGORY.test(word)) ? words : undefined;
}

function readQuestion(text: string): string | undefined {
  const line = text.replace(/[\s\p{Cc}]+/gu, " ").trim();
  return line.length <= MAX_QUESTION ? line : undefined;
}

/** What a subscription is about: an address has one for each. Two readings of one topic are equal as text. */
export const topicOf = ({ categories, q }: Choices): string =>
  JSON.stringify([[...categories].sort(), q.toLowerCase()]);

/** Choices as they are kept, and read back. */
export const writeChoices = (choices: Choices): string => JSON.stringify(choices);
export const readChoices = (text: string): Choices => ({ ...USUAL_CHOICES, ...(JSON.parse(text) as Partial<Choices>) });
