import { MOST_DOCUMENTS } from "../segment/segment.ts";

/** Documents are looked at in windows, so that sums of scores stay near the processor. */
const WINDOW_BITS = 11;
export const WINDOW = 1 << WINDOW_BITS;

/** In a segment, at most. */
export const MOST_WINDOWS = MOST_DOCUMENTS / WINDOW;

export const windowCountOf = (documentCount: number): number => (documentCount + WINDOW - 1) >>> WINDOW_BITS;
export const windowOf = (document: number): number => document >>> WINDOW_BITS;
