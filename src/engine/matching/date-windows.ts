import { NO_DATE } from "../schema.ts";
import type { Segment } from "../segment/segment.ts";
import { windowCountOf, windowOf } from "./windows.ts";

/** Stands for no date; below any that there is, in days or in negative days. */
export const UNDATED = -(2 ** 31);

/** For each window of a segment the greatest date, and the greatest of all dates with a minus sign. */
export interface DateWindows {
  readonly newest: Int32Array;
  readonly oldest: Int32Array;
}

const known = new WeakMap<Segment, DateWindows>();

/** Read once for each segment, and kept as long as the segment is. */
export function dateWindowsOf(segment: Segment): DateWindows {
  const found = known.get(segment);
  if (found) return found;
  const windows = readDates(segment);
  known.set(segment, windows);
  return windows;
}

function readDates({ dates, documentCount }: Segment): DateWindows {
  const newest = new Int32Array(windowCountOf(documentCount)).fill(UNDATED);
  const oldest = new Int32Array(newest.length).fill(UNDATED);
  for (let document = 0; document < documentCount; document++) {
    const date = dates[document] as number;
    if (date === NO_DATE) continue;
    const window = windowOf(document);
    newest[window] = Math.max(newest[window] as number, date);
    oldest[window] = Math.max(oldest[window] as number, -date);
  }
  return { newest, oldest };
}
