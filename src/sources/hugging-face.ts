import type { Sighting } from "../domain/sighting.ts";
import { addDays, dayInZone, daysFrom, parseDay, weekday, type Day } from "../lib/day.ts";
import type { Unavailable } from "../lib/errors.ts";
import type { Problem } from "../lib/parsed.ts";
import { parseDaily } from "./hugging-face/parse-daily.ts";
import { readBody, unreadable } from "./read-body.ts";
import type { PullBatch, PullContext, PullRange, Source, SourceCursor } from "./source.ts";

export interface HuggingFaceOptions {
  /** `https://huggingface.co`, say. */
  readonly baseUrl: string;
}

const FIRST_DAY = "2023-05-04" as Day;
/** Votes and comments move for about two weeks, so these days are asked for again once a day. */
const REVISITED_DAYS = 14;
const PAGE_SIZE = 100;
const MOST_PAGES = 20;
const MOST_TRIES = 3;
const PAUSE_MS = 2_000;

/** Hugging Face Daily Papers: what its readers put on each day's page, a batch for each day. */
export function createHuggingFace({ baseUrl }: HuggingFaceOptions): Source {
  return {
    about: { id: "hugging-face", homepage: "https://huggingface.co/papers" },
    async *pull(context) {
      const today = dayInZone(context.clock.now(), "UTC");
      let { cursor } = context;
      let isSound = true;
      let found = 0;
      const days = daysToRead(context.range, cursor, today);
      for (const [index, day] of days.entries()) {
        const { sightings, problems, isFlawed, cutShort } = await readDay(context, baseUrl, day);
        isSound &&= !isFlawed;
        found += sightings.length;
        if (!cutShort) cursor = cursorAfter(context, days, index, isSound && found > 0 ? today : undefined);
        yield {
          sightings,
          problems,
          cursor,
          nothingBecause: sightings.length === 0 ? whyNothing(day, isFlawed) : undefined,
        };
        if (cutShort) throw cutShort;
      }
    },
  };
}

/** Days asked for are read oldest first, going on behind the last one read; otherwise the newest come first. */
function daysToRead({ since, until }: PullRange, cursor: SourceCursor, today: Day): Day[] {
  const last = until !== undefined && until < today ? until : today;
  if (since !== undefined || until !== undefined) {
    const first = since ?? addDays(last, -REVISITED_DAYS);
    const readTo = cursor["job"] === jobOf({ since, until }) ? parseDay(String(cursor["readTo"])) : undefined;
    const next = readTo === undefined || readTo < first ? first : addDays(readTo, 1);
    return daysFrom(next > FIRST_DAY ? next : FIRST_DAY, last);
  }
  const visited = parseDay(String(cursor["visitedOn"]));
  const oldest = addDays(today, -REVISITED_DAYS);
  const first = visited === today ? addDays(today, -1) : visited !== undefined && visited < oldest ? visited : oldest;
  return daysFrom(first, today).toReversed();
}

const jobOf = ({ since, until }: PullRange): string => `${since ?? ""}/${until ?? ""}`;

/**
 * `visitedOn` moves when all of a pull's days are read and none of them was damaged or all of them empty; a range that was
 * asked for is forgotten when it is done.
 */
function cursorAfter(
  { cursor, range }: PullContext,
  days: readonly Day[],
  index: number,
  soundOn: Day | undefined,
): SourceCursor {
  const isLast = index === days.length - 1;
  const visitedOn = cursor["visitedOn"] ?? null;
  if (range.since === undefined && range.until === undefined)
    return { visitedOn: (isLast ? soundOn : undefined) ?? visitedOn };
  return isLast ? { visitedOn } : { visitedOn, job: jobOf(range), readTo: days[index] ?? null };
}

const isWeekend = (day: Day): boolean => weekday(day) >= 6;

function whyNothing(day: Day, isFlawed: boolean): PullBatch["nothingBecause"] {
  if (isWeekend(day)) return "weekend";
  return isFlawed ? undefined : "nothing-new";
}

interface Reading {
  readonly sightings: readonly Sighting[];
  readonly problems: readonly Problem[];
  /** Something of it could not be read. */
  readonly isFlawed: boolean;
  /** What to throw once the papers before the cut are saved. */
  readonly cutShort: Unavailable | undefined;
}

async function readDay(context: PullContext, baseUrl: string, day: Day): Promise<Reading> {
  const papers = new Map<string, Sighting>();
  const problems: Problem[] = [];
  let isFlawed = false;
  let isPromised = false;
  for (let number = 0; number < MOST_PAGES; number++) {
    const page = await readPage(context, pageUrl(baseUrl, day, number), day, isPromised);
    const fresh = page.sightings.filter(({ sourceKey }) => !papers.has(sourceKey));
    for (const sighting of fresh) papers.set(sighting.sourceKey, sighting);
    problems.push(...page.problems);
    isFlawed ||= page.isFlawed;
    const { cutShort, mayGoOn } = page;
    ({ isPromised } = page);
    if (cutShort || fresh.length === 0 || !mayGoOn)
      return { sightings: [...papers.values()], problems, isFlawed, cutShort };
  }
  return { sightings: [...papers.values()], problems, isFlawed, cutShort: undefined };
}

function pageUrl(baseUrl: string, day: Day, number: number): string {
  const query = new URLSearchParams({ date: day, limit: String(PAGE_SIZE), p: String(number) });
  return `${baseUrl.replace(/\/+$/, "")}/api/daily_papers?${query.toString()}`;
}

interface PageReading extends Reading {
  /** A link leads to another page. */
  readonly isPromised: boolean;
  /** There may be another page, with a link or without. */
  readonly mayGoOn: boolean;
}

/** A page that breaks off, or is empty though the one before it promised more, is asked for again. */
async function readPage(
  { http, clock, signal }: PullContext,
  url: string,
  day: Day,
  isPromised: boolean,
): Promise<PageReading> {
  for (let attempt = 1; ; attempt++) {
    const response = await http.get({ url, signal });
    if (response.status === 400) return unknownDay(day);
    const body = readBody(response);
    const { value: page, problems: found } = parseDaily(body.value, day);
    const isList = response.status === 200 && (page.isComplete || page.itemCount > 1);
    if (!isList) throw unreadable("Hugging Face", response, "something that is no list of papers");
    const isCut = !page.isComplete || response.isTruncated;
    const isMissing = isPromised && page.itemCount === 0;
    if ((isCut || isMissing) && attempt < MOST_TRIES) {
      await clock.sleep(attempt * PAUSE_MS, signal);
      continue;
    }
    const problems = [...body.problems, ...found];
    const next = /<([^<>]{1,2000})>\s*;\s*rel="?next\b/i.exec(response.headers.get("link") ?? "")?.[1];
    const leadsOn = next !== undefined && URL.parse(next, url)?.href !== new URL(url).href;
    const isExpected = page.otherDay !== undefined && isWeekend(day);
    const isFlawed = problems.length > 0 && !isExpected;
    const cutShort =
      isCut || isMissing ? unreadable("Hugging Face", response, `a list of ${day} that breaks off`) : undefined;
    return {
      sightings: page.sightings,
      problems,
      isFlawed,
      cutShort,
      isPromised: leadsOn,
      mayGoOn: leadsOn || page.itemCount >= PAGE_SIZE,
    };
  }
}

function unknownDay(day: Day): PageReading {
  const problem = { where: day, message: "Hugging Face has no page for this day." };
  return {
    sightings: [],
    problems: [problem],
    isFlawed: true,
    cutShort: undefined,
    isPromised: false,
    mayGoOn: false,
  };
}
