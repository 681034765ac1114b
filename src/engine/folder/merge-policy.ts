import { MOST_DOCUMENTS } from "../segment/segment.ts";

/** What the choice needs to know of a segment. Deleted documents cost as much as living ones. */
export interface SegmentSize {
  readonly aliveCount: number;
  readonly deletedCount: number;
  readonly bytes: number;
}

/** So many bytes make one segment at most, however long its documents are: its memory ends at 4 GiB. */
const MOST_BYTES = 2 ** 30;
/** Of what a segment can hold: one that has so much is left alone. */
const FULL = 0.75;
/** Below are two sizes, and so many segments of one become one: each document is written twice on the way up. */
const MIDDLING = 8_192;
const SMALL = 1_024;
const FAN_IN = 4;
const MOST_DELETED = 0.3;

/** The next segments to merge, as positions; undefined while all is well. */
export function chooseMerge(segments: readonly SegmentSize[]): readonly number[] | undefined {
  const between = (least: number, limit: number): number[] =>
    [...segments.keys()].filter((at) => {
      const { aliveCount } = segments[at] as SegmentSize;
      return aliveCount >= least && aliveCount < limit && shareOf([segments[at] as SegmentSize]) < FULL;
    });
  for (const members of [between(0, SMALL), between(SMALL, MIDDLING)])
    if (members.length >= FAN_IN) return fitting(segments, members);
  const large = between(MIDDLING, MOST_DOCUMENTS);
  const merge = shareOf(large.map((at) => segments[at] as SegmentSize)) > 1 ? fitting(segments, large) : undefined;
  return merge ?? wornOf(segments);
}

/** Those that fill a segment best, the largest first; undefined when no two go into one. */
function fitting(segments: readonly SegmentSize[], members: readonly number[]): readonly number[] | undefined {
  const sizeAt = (at: number): SegmentSize => segments[at] as SegmentSize;
  const ordered = members.toSorted((a, b) => shareOf([sizeAt(b)]) - shareOf([sizeAt(a)]));
  for (const first of ordered.keys()) {
    const chosen: number[] = [];
    for (const at of ordered.slice(first)) if (shareOf([...chosen, at].map(sizeAt)) <= 1) chosen.push(at);
    if (chosen.length > 1) return chosen.toSorted((a, b) => a - b);
  }
  return undefined;
}

/** What part of the largest segment there can be these would be together. */
function shareOf(sizes: readonly SegmentSize[]): number {
  const sum = (read: (size: SegmentSize) => number): number => sizes.reduce((total, size) => total + read(size), 0);
  return Math.max(sum(({ aliveCount }) => aliveCount) / MOST_DOCUMENTS, sum(({ bytes }) => bytes) / MOST_BYTES);
}

function wornOf(segments: readonly SegmentSize[]): readonly number[] | undefined {
  const worn = segments.findIndex(
    ({ aliveCount, deletedCount }) => deletedCount > MOST_DELETED * (aliveCount + deletedCount),
  );
  return worn === -1 ? undefined : [worn];
}
