/** Where a page of an order begins: after the item of this score and name. */
export interface OrderMark {
  readonly score: number;
  readonly name: string;
}

interface Contest {
  /** Items are numbered from 0; those that are likely first had better have high numbers. */
  readonly size: number;
  /** Undefined for an item that takes no part. */
  readonly scoreOf: (item: number) => number | undefined;
  /** Decides between equal scores: the name that sorts first by code units wins, always. */
  readonly nameOf: (item: number) => string;
  readonly after?: OrderMark | undefined;
  readonly limit: number;
}

interface Placed extends OrderMark {
  readonly item: number;
}

export interface Best {
  readonly placed: readonly Placed[];
  /** Items that take part, and how many of them stand at or before the mark. */
  readonly total: number;
  readonly before: number;
}

/** Finalists are thinned out once there are this many times the limit. */
const SPARE = 16;

/** The first items of an order after a mark, best first, without sorting the rest. */
export function bestOf({ size, scoreOf, nameOf, after, limit }: Contest): Best {
  let finalists: Placed[] = [];
  let [total, before, bar] = [0, 0, -Infinity];
  for (let item = size - 1; item >= 0; item--) {
    const score = scoreOf(item);
    if (score === undefined) continue;
    total++;
    if (after && score >= after.score && isAtOrBefore({ score, name: nameOf(item) }, after)) before++;
    else if (score >= bar) finalists.push({ item, score, name: nameOf(item) });
    if (finalists.length < SPARE * Math.max(1, limit)) continue;
    finalists = firstOf(finalists, limit);
    bar = finalists.at(-1)?.score ?? bar;
  }
  return { placed: firstOf(finalists, limit), total, before };
}

const isAtOrBefore = (mark: OrderMark, other: OrderMark): boolean => compare(mark, other) <= 0;

function compare(a: OrderMark, b: OrderMark): number {
  return b.score - a.score || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

const firstOf = (placed: readonly Placed[], limit: number): Placed[] => placed.toSorted(compare).slice(0, limit);
