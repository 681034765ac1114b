import type { Sighting } from "../../domain/sighting.ts";
import { Unavailable, UserError } from "../../lib/errors.ts";
import { dayInZone, type Day } from "../../lib/day.ts";
import type { Problem } from "../../lib/parsed.ts";
import { ARXIV_ABOUT } from "./about.ts";
import { isWanted, oaiSetOf } from "./category.ts";
import { harvestOf, setsLeft, withHarvest, withMark, type Harvest } from "./oai-cursor.ts";
import { parseOai, type OaiPage, type OaiRecord } from "./parse-oai.ts";
import { announcementDay } from "./schedule.ts";
import { readBody, unreadable } from "../read-body.ts";
import type { PullBatch, PullContext, PullRange, Source, SourceCursor } from "../source.ts";

export interface ArxivOaiOptions {
  /** `https://oaipmh.arxiv.org/oai`, say. */
  readonly baseUrl: string;
  /** Categories or whole archives: `cs.CL`, `math`. */
  readonly categories: readonly string[];
}

/** arXiv has been seen to take 90 seconds for a page. */
const TIMEOUT_MS = 180_000;
const MOST_TRIES = 3;
const PAUSE_MS = 5_000;
const MOST_RESTARTS = 3;
/** Two million records at arXiv's 2,000 a page, and still an end. */
const MOST_PAGES = 1_000;

/**
 * arXiv's records as they change: new papers, versions, withdrawals, comments, one set for each category. The format is
 * `arXivRaw` alone: it has the versions, and its line of authors is what arXiv splits into the names of the format
 * `arXiv`, with the affiliations that those leave out. Asking for both would double the load of a slow host.
 */
export function createArxivOai({ baseUrl, categories }: ArxivOaiOptions): Source {
  const sets = [...new Set(categories.map(oaiSetOf))];
  return {
    about: { ...ARXIV_ABOUT, id: "arxiv-oai" },
    async *pull(context) {
      let { cursor } = context;
      const left = setsLeft(sets, context.range, cursor);
      for (const [index, set] of left.entries()) {
        for await (const batch of harvestSet({ ...context, cursor }, baseUrl, set, left[index + 1])) {
          cursor = batch.cursor;
          yield {
            ...batch,
            sightings: batch.records.map((record) => toSighting(record, context.range, categories)),
          };
        }
      }
    },
  };
}

interface HarvestBatch extends Omit<PullBatch, "sightings"> {
  readonly records: readonly OaiRecord[];
}

/** Page by page; each batch's cursor leads to the page after it, and that of the last page to the set that follows. */
async function* harvestSet(
  context: PullContext,
  baseUrl: string,
  set: string,
  following: string | undefined,
): AsyncGenerator<HarvestBatch> {
  const { cursor, range, clock } = context;
  const today = dayInZone(clock.now(), "UTC");
  let harvest = harvestOf(set, range, cursor, today);
  const tokens = new Set<string | undefined>([harvest.token]);
  let restarts = 0;
  for (let pages = 1; ; pages++) {
    const { page, problems, cutShort } = await readPage(context, requestUrl(baseUrl, harvest, range, today), set);
    if (page.error?.code === "badResumptionToken" && harvest.token !== undefined && restarts < MOST_RESTARTS) {
      restarts += 1;
      harvest = { ...harvest, from: harvest.reached, token: undefined };
      continue;
    }
    if (page.error && page.error.code !== "noRecordsMatch") throw refused(page, page.error, harvest);
    const { records, token } = page;
    if (cutShort) {
      yield { records, problems, cursor: withHarvest(cursor, harvest) };
      throw cutShort;
    }
    const isFlawed = harvest.isFlawed || problems.length > 0;
    harvest = { ...harvest, token, reached: lastDay(harvest, page), isFlawed };
    const stop = token === undefined ? undefined : endlessness(tokens.has(token), pages, harvest);
    if (token === undefined || stop) {
      yield {
        records,
        problems: stop ? [...problems, stop] : problems,
        cursor: cursorBehind(context, stop ? stopped(harvest) : harvest, page, following),
        nothingBecause: page.error ? "nothing-new" : undefined,
      };
      return;
    }
    yield { records, problems, cursor: withHarvest(cursor, harvest) };
    tokens.add(token);
  }
}

/** A list that was given up is read again from the last day that is behind us. */
function stopped(harvest: Harvest): Harvest {
  return harvest.isFlawed ? harvest : { ...harvest, from: harvest.reached, isFlawed: true };
}

/** The set's next harvest begins on the server's day, or on ours if that is earlier: a wrong clock must not make a gap. */
function cursorBehind(
  { cursor, range, clock }: PullContext,
  harvest: Harvest,
  { answeredOn }: OaiPage,
  following: string | undefined,
): SourceCursor {
  const today = dayInZone(clock.now(), "UTC");
  const isBehind = answeredOn !== undefined && answeredOn < today;
  const marked = withMark(cursor, harvest, isBehind ? answeredOn : today);
  if (following === undefined) return marked;
  return withHarvest(marked, harvestOf(following, range, marked, today));
}

function endlessness(isRepeated: boolean, pages: number, { set, reached }: Harvest): Problem | undefined {
  if (!isRepeated && pages < MOST_PAGES) return undefined;
  const fault = isRepeated ? "leads back to a page that was read" : "does not end";
  return {
    where: set,
    message: `arXiv's list ${fault}; what was read is kept, and the next pull goes on from ${reached}.`,
  };
}

/** OAI-PMH 2.0, section 3.5: a token goes alone, and is encoded however it looks. */
function requestUrl(baseUrl: string, { set, from, token }: Harvest, { until }: PullRange, today: Day): string {
  const query =
    token === undefined
      ? new URLSearchParams({ verb: "ListRecords", metadataPrefix: "arXivRaw", set, from })
      : new URLSearchParams({ verb: "ListRecords", resumptionToken: token });
  if (token === undefined && until !== undefined && until < today) query.set("until", until);
  return `${baseUrl}?${query.toString()}`;
}

interface PageReading {
  readonly page: OaiPage;
  readonly problems: readonly Problem[];
  /** What to throw once the records before the cut are saved. */
  readonly cutShort: Unavailable | undefined;
}

/** A page that should hold records and has none is asked for again, and never taken for the end of the list. */
async function readPage({ http, clock, signal }: PullContext, url: string, set: string): Promise<PageReading> {
  for (let attempt = 1; ; attempt++) {
    const response = await http.get({ url, timeoutMs: TIMEOUT_MS, signal });
    const body = readBody(response);
    const { value: page, problems: found } = parseOai(body.value);
    if (response.status !== 200 || !page) throw unreadable("arXiv", response, "something that is not OAI-PMH");
    const problems = [...body.problems, ...found];
    const isWhole = page.isComplete && !response.isTruncated;
    const isEmpty = page.records.length === 0 && !page.error && found.length === 0;
    if (isWhole && !isEmpty) return { page, problems, cutShort: undefined };
    const fault = unreadable(
      "arXiv",
      response,
      `${isWhole ? "an empty page" : "a page that breaks off"} in the list of ${set}`,
    );
    if (attempt === MOST_TRIES && isWhole) throw fault;
    if (attempt === MOST_TRIES) return { page, problems, cutShort: fault };
    await clock.sleep(attempt * PAUSE_MS, signal);
  }
}

/** The last day of a page whose days are in order; otherwise nothing is known to be behind us. */
function lastDay(harvest: Harvest, { records }: OaiPage): Day {
  let last = harvest.reached;
  for (const { datestamp } of records) {
    if (datestamp === undefined || datestamp < last) return harvest.from;
    last = datestamp;
  }
  return last;
}

function refused(page: OaiPage, { code, message }: { code: string; message: string }, { set, from }: Harvest): Error {
  if (code === "badResumptionToken")
    return new Unavailable("arXiv", `arXiv keeps forgetting how far we read in ${set}: ${message}`);
  if (page.answeredOn !== undefined && page.answeredOn < from) {
    return new Unavailable(
      "arXiv",
      `arXiv's clock says ${page.answeredOn}, which is before ${from}: set this machine's clock, or ask for earlier days.`,
    );
  }
  return new UserError(
    "invalid",
    `arXiv has no records of the set ${set} from ${from} on (${code}: ${message}). Correct the categories in the settings.`,
  );
}

/**
 * A datestamp says when a record last changed, which old papers' records do all the time: it announces nothing. Only when
 * days of the past are asked for, whose feeds are gone, is the day worked out from the first version's date.
 */
function toSighting(
  { sighting, submittedAtMs }: OaiRecord,
  { since, until }: PullRange,
  categories: readonly string[],
): Sighting {
  if (since === undefined || submittedAtMs === undefined) return sighting;
  const day = announcementDay(submittedAtMs);
  const isInRange = [day, dayInZone(submittedAtMs, "UTC")].some((one) => one >= since && one <= (until ?? one));
  const isHome = isWanted(sighting.facts.categories?.[0] ?? "", categories);
  return isInRange ? { ...sighting, appearances: [{ day, kind: isHome ? "new" : "cross" }] } : sighting;
}
