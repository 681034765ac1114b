import type { TimeCheck } from "./rank.ts";
import type { SegmentScan } from "./segment-scan.ts";

/** Reading words to tell matches is slow; so many are read at most when nobody needs to know exactly. */
const MOST_READ = 1_000;

export interface Matches {
  readonly count: number;
  readonly isWhole: boolean;
}

/** Counts matches up to about `most`. `see` finds those of each window, in ascending order, as the scan's candidates. */
export function countMatches(
  scans: readonly SegmentScan[],
  most: number,
  checkTime: TimeCheck,
  see?: (scan: SegmentScan) => void,
): Matches {
  let count = 0;
  let readLeft = most === Number.POSITIVE_INFINITY ? most : MOST_READ;
  for (const scan of scans) {
    for (const window of scan.windows) {
      if (count >= most || readLeft <= 0) return { count, isWhole: false };
      checkTime();
      if (scan.isExact && !see) {
        count += scan.countAll(window);
        continue;
      }
      scan.gatherAll(window);
      if (!scan.isExact) readLeft -= scan.candidates.count;
      scan.keepMatches();
      count += scan.candidates.count;
      see?.(scan);
    }
  }
  return { count, isWhole: true };
}
