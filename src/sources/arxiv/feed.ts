import type { Sighting } from "../../domain/sighting.ts";
import type { Day } from "../../lib/day.ts";
import { UserError } from "../../lib/errors.ts";
import type { Problem } from "../../lib/parsed.ts";
import { onePerPaper, parseFeed } from "./parse-feed.ts";
import { arxivToday, whyNothing } from "./schedule.ts";
import { ARXIV_ABOUT } from "./about.ts";
import { readBody, unreadable } from "../read-body.ts";
import type { PullBatch, PullContext, Source } from "../source.ts";

export interface ArxivFeedOptions {
  /** Where the Atom feeds are: `https://rss.arxiv.org/atom`. */
  readonly baseUrl: string;
  /** Categories or whole archives: `cs.CL`, `math`. */
  readonly categories: readonly string[];
}

/** arXiv lists no more in one feed, and does not say that it stopped (info.arxiv.org/help/rss). */
const FULL_FEED = 2_000;

/**
 * arXiv's announcements of the day. All categories are asked for at once, since the same paper is `new` in one category
 * and `cross` in another; there is no history: what a day announced is gone the day after.
 */
export function createArxivFeed({ baseUrl, categories }: ArxivFeedOptions): Source {
  return {
    about: { ...ARXIV_ABOUT, id: "arxiv-feed" },
    async *pull(context) {
      const { since, until } = context.range;
      const today = arxivToday(context.clock.now());
      const isAskedFor = (since ?? today) <= today && today <= (until ?? today);
      if (isAskedFor) yield await pullDay(context, baseUrl, categories, today);
    },
  };
}

async function pullDay(
  context: PullContext,
  baseUrl: string,
  categories: readonly string[],
  today: Day,
): Promise<PullBatch> {
  const set = categories.join("+");
  const { cursor } = context;
  const etag = cursor["set"] === set && typeof cursor["etag"] === "string" ? cursor["etag"] : undefined;
  const feed = await readFeed(context, baseUrl, categories, { etag, today });
  if (feed === "unchanged") return { sightings: [], problems: [], cursor, nothingBecause: "unchanged" };
  const { sightings, problems, day } = feed;
  const nothingBecause = sightings.length === 0 && problems.length === 0 ? whyNothing(day) : undefined;
  return { sightings, problems, cursor: { set, etag: feed.etag ?? null }, nothingBecause };
}

interface FeedReading {
  readonly day: Day;
  readonly sightings: readonly Sighting[];
  readonly problems: readonly Problem[];
  /** Undefined for a feed that had better be read again even if it does not change. */
  readonly etag: string | undefined;
}

interface ReadOptions {
  readonly etag?: string | undefined;
  readonly today: Day;
}

/** A feed that is full is asked for again in halves: whatever did not fit must be somewhere in them. */
async function readFeed(
  context: PullContext,
  baseUrl: string,
  categories: readonly string[],
  options: ReadOptions,
): Promise<FeedReading | "unchanged"> {
  const { etag, today } = options;
  const url = `${baseUrl.replace(/\/+$/, "")}/${categories.map(encodeURIComponent).join("+")}`;
  const headers = etag === undefined ? {} : { "if-none-match": etag };
  const response = await context.http.get({ url, headers, signal: context.signal });
  if (response.status === 304 && etag !== undefined) return "unchanged";
  const body = readBody(response);
  const { value: feed, problems: found } = parseFeed(body.value, today);
  if (feed?.refusal !== undefined) throw refused(feed.refusal, categories);
  if (!feed || response.status !== 200) throw unreadable("arXiv", response, "something that is no feed");
  const problems = [...body.problems, ...found];
  const isCut = !feed.isComplete || response.isTruncated;
  if (isCut && feed.entryCount === 0)
    throw unreadable("arXiv", response, "a feed that breaks off before its first entry");
  const day = feed.day ?? today;
  const isSound = !isCut && problems.length === 0 && feed.entryCount > 0;
  const whole = {
    day,
    sightings: feed.sightings,
    problems,
    etag: isSound ? (response.headers.get("etag") ?? undefined) : undefined,
  };
  if (feed.entryCount < FULL_FEED) return whole;
  return categories.length > 1
    ? readHalves(context, baseUrl, categories, today)
    : { ...whole, etag: undefined, problems: [...problems, fullFeed(categories)] };
}

async function readHalves(
  context: PullContext,
  baseUrl: string,
  categories: readonly string[],
  today: Day,
): Promise<FeedReading> {
  const middle = Math.ceil(categories.length / 2);
  const halves: FeedReading[] = [];
  for (const half of [categories.slice(0, middle), categories.slice(middle)]) {
    const reading = await readFeed(context, baseUrl, half, { today });
    if (reading !== "unchanged") halves.push(reading);
  }
  return {
    day: halves[0]?.day ?? today,
    sightings: onePerPaper(halves.flatMap(({ sightings }) => sightings)),
    problems: halves.flatMap(({ problems }) => problems),
    etag: undefined,
  };
}

function refused(reason: string, categories: readonly string[]): UserError {
  const message = `arXiv has no feed for the categories ${categories.join(", ")}: ${reason} Correct the categories in the settings.`;
  return new UserError("invalid", message);
}

function fullFeed(categories: readonly string[]): Problem {
  return {
    where: categories.join("+"),
    message: `arXiv lists only ${FULL_FEED} papers in a feed and has more today. Name the categories one by one instead of whole archives.`,
  };
}
