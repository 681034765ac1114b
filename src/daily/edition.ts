import { decodeCursor, encodeCursor } from "../lib/cursor.ts";
import { UserError } from "../lib/errors.ts";
import type { Clock } from "../lib/clock.ts";
import { addDays, dayInZone, type Day } from "../lib/day.ts";
import type { EditionEntry, Store, StoredPaper } from "../store/store.ts";
import type { CategoryCount, EditionShelf } from "./edition-shelf.ts";
import { dayPeriod, periodOf, type Period } from "./period.ts";

/** By recorded votes, by date, or by the votes that the prior expects. */
export type EditionOrder = "votes" | "newest" | "guess";

export interface EditionQuery {
  readonly period: Period;
  readonly category?: string | undefined;
  readonly order: EditionOrder;
  /** Where the page before ended, from `Edition.next`. */
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface Edition {
  readonly period: Period;
  readonly order: EditionOrder;
  readonly category: string | undefined;
  readonly papers: readonly StoredPaper[];
  /** Papers in the period after the category filter, and before it. */
  readonly total: number;
  readonly totalUnfiltered: number;
  /** Rank of the first paper of this page, counting from 1. */
  readonly firstRank: number;
  readonly next: string | undefined;
  /** Whether the prior guessed about any of the papers. */
  readonly hasGuesses: boolean;
  /** Categories of the period's papers, most papers first. */
  readonly categories: readonly CategoryCount[];
  /** The nearest periods of this kind that have papers. */
  readonly before: Period | undefined;
  readonly afterwards: Period | undefined;
}

interface EditionDeps {
  readonly store: Store;
  readonly shelf: EditionShelf;
}

/** Puts a period's papers in order, filters them and loads one page of them. Throws `UserError` for a cursor not ours. */
export async function loadEdition({ store, shelf }: EditionDeps, query: EditionQuery): Promise<Edition> {
  const { period, order, category } = query;
  const { entries, categories } = await shelf.take(period);
  const chosen = category === undefined ? entries : entries.filter((entry) => entry.categories.includes(category));
  const sorted = sortEntries(chosen, order);
  const start = query.after === undefined ? 0 : positionAfter(sorted, order, query.after);
  const page = sorted.slice(start, start + query.limit);
  const last = page.at(-1);
  const [papers, before, afterwards] = await Promise.all([
    store.papers.load(page.map(({ key }) => key)),
    store.editions.dayBefore(period.first),
    store.editions.dayAfter(period.last),
  ]);
  return {
    period,
    order,
    category,
    papers,
    total: sorted.length,
    totalUnfiltered: entries.length,
    firstRank: start + 1,
    next: last && start + page.length < sorted.length ? encodeCursor(sortKey(last, order)) : undefined,
    hasGuesses: entries.some(({ guess }) => guess !== undefined),
    categories,
    before: before && periodOf(period.kind, before),
    afterwards: afterwards && periodOf(period.kind, afterwards),
  };
}

/**
 * The newest edition's day; undefined while no paper was ever announced. Somewhere on earth it may be tomorrow already; a
 * day beyond that is a listing's mistake and must not stay on the front page until it comes.
 */
export async function newestPeriod({ store, clock }: { store: Store; clock: Clock }): Promise<Period | undefined> {
  const day = await store.editions.dayBefore(addDays(dayInZone(clock.now(), "UTC"), 2));
  return day && dayPeriod(day);
}

/** What decides the place of an entry, most important first. Compared descending, except the key at the end. */
function sortKey(entry: EditionEntry, order: EditionOrder): readonly (string | number)[] {
  const published = entry.published ?? "";
  switch (order) {
    case "votes":
      return [entry.votes, entry.day, published, entry.key];
    case "newest":
      return [entry.day, published, entry.votes, entry.key];
    case "guess":
      return [entry.guess ?? -1, entry.day, published, entry.key];
  }
}

function compareKeys(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other === undefined || part === other) continue;
    const isTieBreak = index === a.length - 1;
    return part < other === isTieBreak ? -1 : 1;
  }
  return 0;
}

function sortEntries(entries: readonly EditionEntry[], order: EditionOrder): readonly EditionEntry[] {
  const keyed = entries.map((entry) => ({ entry, key: sortKey(entry, order) }));
  return keyed.sort((a, b) => compareKeys(a.key, b.key)).map(({ entry }) => entry);
}

/** Finds the place by key, not by number: papers that came or went meanwhile neither repeat nor hide others. */
function positionAfter(sorted: readonly EditionEntry[], order: EditionOrder, cursor: string): number {
  const key = decodeCursor(cursor, 4);
  if (!key)
    throw new UserError("invalid", "This page address is damaged. Start again from the first page of the edition.");
  const next = sorted.findIndex((entry) => compareKeys(sortKey(entry, order), key) > 0);
  return next === -1 ? sorted.length : next;
}

export interface CalendarDay {
  readonly day: Day;
  readonly count: number;
}

/** How full each day of a period was, empty days included. */
export async function loadCalendar({ store }: { store: Store }, days: readonly Day[]): Promise<readonly CalendarDay[]> {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const counts = await store.editions.countByDay(first, last);
  return days.map((day) => ({ day, count: counts.get(day) ?? 0 }));
}
