import type { DigestPaper } from "../../store/outbox-store.ts";
import type { EditionEntry, PaperKey, StoredPaper } from "../../store/store.ts";
import type { Subscription } from "../../store/subscription-store.ts";
import { isGraveNews, paperMark } from "./paper-mark.ts";

/** Titles under "also today". */
export const MOST_BRIEF = 12;

export type MailedMarks = ReadonlyMap<PaperKey, ReadonlySet<string>>;

export interface Picks {
  readonly papers: readonly DigestPaper[];
  /** Those that the reader has had before, in another state. */
  readonly again: readonly PaperKey[];
  /** News that were too many even for a title. */
  readonly more: number;
}

interface PickSources {
  /** Best first. */
  readonly candidates: readonly EditionEntry[];
  /** Papers that were withdrawn or published of late, on whatever day they were news. */
  readonly changed: readonly PaperKey[];
  readonly mailed: MailedMarks;
  readonly count: number;
  readonly covered: Subscription["covered"];
  /** What was first seen before this moment is no news: nobody remembers any more to whom it was mailed. */
  readonly rememberedSince: number;
  readonly paperOf: (key: PaperKey) => StoredPaper | undefined;
}

/**
 * Chooses the papers of one reader's digest. What was mailed before comes again only in another state; once it has left the
 * days of news, only when it was withdrawn or published. Of a day that a digest has covered already only what has come since
 * is news; the rest was passed over for better ones then.
 */
export function pickPapers(sources: PickSources): Picks {
  const { mailed, count } = sources;
  const fresh = freshPapers(sources);
  const named = new Set(fresh.map(({ key }) => key));
  const changed = changedPapers(sources).filter(({ key }) => !named.has(key));
  // A withdrawal takes no better paper's place, but it is told before the titles of others.
  const all = [...fresh.slice(0, count), ...changed, ...fresh.slice(count)];
  const papers = all.slice(0, count + MOST_BRIEF).map((paper, index) => ({ ...paper, isBrief: index >= count }));
  const again = papers.map(({ key }) => key).filter((key) => mailed.has(key));
  return { papers, again, more: all.length - papers.length };
}

type Picked = Pick<DigestPaper, "key" | "mark">;

function freshPapers({ candidates, mailed, covered, rememberedSince, paperOf }: PickSources): readonly Picked[] {
  return candidates.flatMap(({ key, day }) => {
    const stored = paperOf(key);
    if (!stored) return [];
    const marks = mailed.get(key);
    const mark = paperMark(stored.paper);
    if (marks?.has(mark) === true || (!marks && !hasComeSince(stored, rememberedSince, "first"))) return [];
    const isPassedOver = covered !== undefined && day <= covered.to && !marks && !hasComeSince(stored, covered.at);
    return isPassedOver ? [] : [{ key, mark }];
  });
}

function changedPapers({ changed, mailed, paperOf }: PickSources): readonly Picked[] {
  return changed.flatMap((key) => {
    const [marks, stored] = [mailed.get(key), paperOf(key)];
    const mark = stored && paperMark(stored.paper);
    return marks && mark !== undefined && isGraveNews(mark, marks) ? [{ key, mark }] : [];
  });
}

/** Whether any source has shown a paper since a moment; or, of the first to do so, whether it did. */
function hasComeSince({ paper }: StoredPaper, at: number, which: "any" | "first" = "any"): boolean {
  const seen = paper.seenIn.map(({ firstSeenAt }) => firstSeenAt);
  return (which === "first" ? Math.min(...seen) : Math.max(...seen)) > at;
}
