import { loadEdition, newestPeriod } from "../../daily/edition.ts";
import { parsePeriod, type Period } from "../../daily/period.ts";
import { UserError } from "../../lib/errors.ts";
import type { StoredPaper } from "../../store/store.ts";
import type { FeedsDeps } from "./feeds-deps.ts";

/** Where a page of a feed begins: within the edition of a day, after the paper that a cursor names. */
export interface EditionPlace {
  readonly day?: string | undefined;
  readonly after?: string | undefined;
}

export interface LatestPapers {
  readonly papers: readonly StoredPaper[];
  readonly next: EditionPlace | undefined;
}

const PAGE_SIZE = 50;
/** A field may have a paper a month; so many editions are looked through for one page of a feed. */
const MOST_EDITIONS = 60;

/** A page's worth of papers, edition after edition, newest first; of one category, if one is named. */
export async function latestPapers(
  deps: FeedsDeps,
  category: string | undefined,
  from: EditionPlace,
): Promise<LatestPapers> {
  const papers: StoredPaper[] = [];
  let place: { readonly period: Period; readonly after?: string | undefined } | undefined = await startOf(deps, from);
  for (let looked = 0; place && looked < MOST_EDITIONS && papers.length < PAGE_SIZE; looked++) {
    const { period, after }: { period: Period; after?: string | undefined } = place;
    const limit = PAGE_SIZE - papers.length;
    const edition = await loadEdition(deps, { period, category, order: "votes", after, limit });
    papers.push(...edition.papers);
    const rest = edition.next === undefined ? undefined : { period, after: edition.next };
    place = rest ?? (edition.before && { period: edition.before });
  }
  return { papers, next: place && { day: place.period.name, after: place.after } };
}

async function startOf(
  deps: FeedsDeps,
  { day, after }: EditionPlace,
): Promise<{ period: Period; after?: string | undefined } | undefined> {
  if (day === undefined) {
    const period = await newestPeriod(deps);
    return period && { period };
  }
  const period = parsePeriod("day", day);
  if (!period)
    throw new UserError("invalid", "This page of the feed has no day. Start again from the feed's first page.");
  return { period, after };
}
