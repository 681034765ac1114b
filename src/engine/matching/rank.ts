import { NO_DATE } from "../schema.ts";
import { dateWindowsOf, UNDATED } from "./date-windows.ts";
import type { SegmentScan } from "./segment-scan.ts";
import type { TopHits } from "./top-hits.ts";

/** Called before each window; throws when the time is over. */
export type TimeCheck = () => void;

/** Finds the best scores, in whole steps; equals by the greatest key. Windows that promise most come first. */
export function rankByScore(scan: SegmentScan, top: TopHits, checkTime: TimeCheck): void {
  const { bounds, candidates } = scan;
  const { keys, dates } = scan.searched.segment;
  for (const window of byGreatest(scan.windows, bounds)) {
    if ((bounds[window] as number) < top.threshold) return;
    checkTime();
    scan.gatherScored(window, top.threshold);
    for (let at = 0; at < candidates.count; at++) {
      const score = candidates.scores[at] as number;
      if (score < top.threshold) continue;
      const document = candidates.documents[at] as number;
      const key = keys[document] as number;
      if (top.wants(score, key) && scan.isMatch(document)) top.take(score, key, dates[document] as number);
    }
  }
}

/** Finds the newest or the oldest documents; equals by the greatest or the smallest key. Those without a date come last. */
export function rankByDate(scan: SegmentScan, top: TopHits, sort: "newest" | "oldest", checkTime: TimeCheck): void {
  const { candidates } = scan;
  const { segment } = scan.searched;
  const greatest = dateWindowsOf(segment)[sort];
  const sign = sort === "newest" ? 1 : -1;
  for (const window of byGreatest(scan.windows, greatest)) {
    if ((greatest[window] as number) < top.threshold) return;
    checkTime();
    scan.gatherAll(window);
    for (let at = candidates.count - 1; at >= 0; at--) {
      const document = candidates.documents[at] as number;
      const date = segment.dates[document] as number;
      const value = date === NO_DATE ? UNDATED : sign * date;
      if (value < top.threshold) continue;
      const tie = sign * (segment.keys[document] as number);
      if (top.wants(value, tie) && scan.isMatch(document)) top.take(value, tie, date);
    }
  }
}

function byGreatest(windows: Uint32Array, values: Float64Array | Int32Array): Uint32Array {
  return windows.toSorted((a, b) => (values[b] as number) - (values[a] as number) || b - a);
}
