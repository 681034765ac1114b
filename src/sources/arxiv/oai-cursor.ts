import { addDays, parseDay, type Day } from "../../lib/day.ts";
import type { PullRange, SourceCursor } from "../source.ts";

/** A harvest of one set that is under way. */
export interface Harvest {
  /** Which pull it belongs to: `daily`, or the range that was asked for. */
  readonly job: string;
  readonly set: string;
  readonly from: Day;
  readonly token: string | undefined;
  /** Where to begin again should the token expire: the last day read, as long as days came in order. */
  readonly reached: Day;
  /** Some record could not be read, so the days from `from` on are asked for again next time. */
  readonly isFlawed: boolean;
}

/** arXiv refuses earlier days. */
const EARLIEST = "2005-09-16" as Day;
const FIRST_PULL_DAYS = 7;
/** How long an unreadable record is asked for again before we go on without it. */
const PATIENCE_DAYS = 14;

function jobOf({ since, until }: PullRange): string {
  return since === undefined && until === undefined ? "daily" : `${since ?? ""}/${until ?? ""}`;
}

/**
 * The harvest of a set: the one that was under way in this job, or else from the day on that the last one ended with. A
 * first pull brings a week; more comes when a range is asked for.
 */
export function harvestOf(set: string, range: PullRange, cursor: SourceCursor, today: Day): Harvest {
  const job = jobOf(range);
  const saved = readHarvest(cursor);
  if (saved?.job === job && saved.set === set) return saved;
  const mark = parseDay(String(cursor[markOf(set)] ?? ""));
  const wanted =
    job === "daily"
      ? (mark ?? addDays(today, -FIRST_PULL_DAYS))
      : (range.since ?? addDays(range.until ?? today, -FIRST_PULL_DAYS));
  const from = wanted < EARLIEST ? EARLIEST : wanted;
  return { job, set, from, token: undefined, reached: from, isFlawed: false };
}

/** The sets that a job has still to read. */
export function setsLeft(sets: readonly string[], range: PullRange, cursor: SourceCursor): readonly string[] {
  const saved = readHarvest(cursor);
  const start = saved?.job === jobOf(range) ? sets.indexOf(saved.set) : 0;
  return sets.slice(Math.max(0, start));
}

export function withHarvest(cursor: SourceCursor, harvest: Harvest): SourceCursor {
  const { job, set, from, token, reached, isFlawed } = harvest;
  return {
    ...marks(cursor),
    job,
    set,
    from,
    token: token ?? null,
    reached,
    flawed: Number(isFlawed),
  };
}

/** A finished harvest of a day's pull says where the next one begins; one of a range that was asked for says nothing. */
export function withMark(cursor: SourceCursor, harvest: Harvest, answeredOn: Day): SourceCursor {
  if (harvest.job !== "daily") return marks(cursor);
  const patience = addDays(answeredOn, -PATIENCE_DAYS);
  const held = harvest.from > patience ? harvest.from : patience;
  return {
    ...marks(cursor),
    [markOf(harvest.set)]: harvest.isFlawed && held < answeredOn ? held : answeredOn,
  };
}

const markOf = (set: string): string => `next ${set}`;

function marks(cursor: SourceCursor): SourceCursor {
  return Object.fromEntries(Object.entries(cursor).filter(([key]) => key.startsWith("next ")));
}

function readHarvest(cursor: SourceCursor): Harvest | undefined {
  const { job, set, token } = cursor;
  const [from, reached] = [parseDay(String(cursor["from"])), parseDay(String(cursor["reached"]))];
  if (typeof job !== "string" || typeof set !== "string" || from === undefined || reached === undefined)
    return undefined;
  return {
    job,
    set,
    from,
    reached,
    token: typeof token === "string" ? token : undefined,
    isFlawed: cursor["flawed"] === 1,
  };
}
