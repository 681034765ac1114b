import type { PartialDate } from "../../../domain/paper.ts";
import { toIso } from "../../../lib/clock.ts";
import { formatPartialDate } from "../../../lib/words.ts";
import { formatMoment } from "../words.ts";

/** A date as exactly as its source knew it. */
export function DateOf({ date }: { date: PartialDate }) {
  const shown = formatPartialDate(date);
  return shown === date && !/^\d{4}$/.test(date) ? <span>{date}</span> : <time datetime={date}>{shown}</time>;
}

/** A point in time, to the minute. */
export function Moment({ at }: { at: number }) {
  return <time datetime={toIso(at)}>{formatMoment(at)}</time>;
}
