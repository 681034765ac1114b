import type { DigestPaper } from "../../store/outbox-store.ts";
import type { EditionEntry, PaperKey, StoredPaper } from "../../store/store.ts";
import type { Subscription } from "../../store/subscription-store.ts";
import { paperMark } from "./paper-mark.ts";

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
  readonly mailed: MailedMarks;
  readonly count: number;
  readonly covered: Subscription["covered"];
  readonly paperOf: (key: PaperKey) => StoredPaper | undefined;
}

/**
 * Chooses the papers of one reader's digest. What was mailed before comes again only in another state. Of a day that a
 * digest has covered already only what has come since is news; the rest was passed over for better ones then.
 */
export function pickPapers({ candidates, mailed, count, covered, paperOf }: PickSources): Picks {
  const papers: DigestPaper[] = [];
  const again: PaperKey[] = [];
  let more = 0;
  for (const { key, day } of candidates) {
    const stored = paperOf(key);
    if (!stored) continue;
    const marks = mailed.get(key);
    const mark = paperMark(stored.paper);
    if (marks?.has(mark) === true) continue;
    if (covered && day <= covered.to && !marks && !hasComeSince(stored, covered.at)) continue;
    if (papers.length >= count + MOST_BRIEF) {
      more += 1;
      continue;
    }
    papers.push({ key, mark, isBrief: papers.length >= count });
    if (marks) again.push(key);
  }
  return { papers, again, more };
}

const hasComeSince = ({ paper }: StoredPaper, at: number): boolean =>
  paper.seenIn.some(({ firstSeenAt }) => firstSeenAt > at);
