import { NO_DATE } from "../schema.ts";
import { dateWindowsOf, UNDATED } from "./date-windows.ts";
import { byGreatest } from "./ranked-windows.ts";
import type { SegmentScan } from "./segment-scan.ts";
import type { TopHits } from "./top-hits.ts";

/** Called before each window; throws when the time is over. */
export type TimeCheck = () => void;

/** Bounds are ordered in so many score steps. */
const BOUND_STEP = 2 ** 20;

/** Finds the best scores, in whole steps; equals by the greatest key. */
export function rankByScore(scans: readonly SegmentScan[], top: TopHits, checkTime: TimeCheck): void {
  for (const { scan, window, greatest } of byGreatest(scans, ({ bounds }) => bounds, BOUND_STEP)) {
    if (greatest < top.threshold - BOUND_STEP) return;
    if (greatest < top.threshold) continue;
    checkTime();
    const { candidates } = scan;
    const { segment } = scan.searched;
    scan.gatherScored(window, top.threshold);
    for (let at = 0; at < candidates.count; at++) {
      const score = candidates.scores[at] as number;
      if (score < top.threshold) continue;
      const document = candidates.documents[at] as number;
      const key = segment.keys[document] as number;
      if (top.wants(score, key) && scan.isMatch(document)) top.take(score, key, segment, document);
    }
  }
}

/** Finds the newest or the oldest documents; equals by the greatest or the smallest key. Those without a date come last. */
export function rankByDate(
  scans: readonly SegmentScan[],
  top: TopHits,
  sort: "newest" | "oldest",
  checkTime: TimeCheck,
): void {
  const sign = sort === "newest" ? 1 : -1;
  for (const place of byGreatest(scans, ({ searched }) => dateWindowsOf(searched.segment)[sort], 1)) {
    if (place.greatest < top.threshold) return;
    checkTime();
    place.scan.gatherAll(place.window);
    takeDates(place.scan, top, sign);
  }
}

function takeDates(scan: SegmentScan, top: TopHits, sign: 1 | -1): void {
  const { candidates } = scan;
  const { segment } = scan.searched;
  for (let at = candidates.count - 1; at >= 0; at--) {
    const document = candidates.documents[at] as number;
    const date = segment.dates[document] as number;
    const value = date === NO_DATE ? UNDATED : sign * date;
    if (value < top.threshold) continue;
    const tie = sign * (segment.keys[document] as number);
    if (top.wants(value, tie) && scan.isMatch(document)) top.take(value, tie, segment, document);
  }
}
