import type { SegmentScan } from "./segment-scan.ts";

/** A window of a scan. */
export interface RankedWindow {
  readonly scan: SegmentScan;
  readonly window: number;
  readonly greatest: number;
}

const MOST_PLACES = 2 ** 16;

/**
 * The windows of all scans, those of the greatest value first, values within one `step` in any order. So what is best is found
 * early, and most windows need not be looked at. Values are below 2^36 steps.
 */
export function* byGreatest(
  scans: readonly SegmentScan[],
  greatestOf: (scan: SegmentScan) => Float64Array | Int32Array,
  step: number,
): Generator<RankedWindow> {
  const places: RankedWindow[] = [];
  for (const scan of scans) {
    const greatest = greatestOf(scan);
    for (const window of scan.windows) places.push({ scan, window, greatest: greatest[window] as number });
  }
  // Sorting plain numbers, with the place in the last digits, is several times faster than comparing objects.
  const spread = Math.max(MOST_PLACES, places.length);
  const order = Float64Array.from(places, ({ greatest }, place) => Math.floor(greatest / step) * spread + place).sort();
  for (let at = order.length - 1; at >= 0; at--) {
    const key = order[at] as number;
    yield places[key - Math.floor(key / spread) * spread] as RankedWindow;
  }
}
