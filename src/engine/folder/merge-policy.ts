/** What the choice needs to know of a segment. */
export interface SegmentSize {
  readonly aliveCount: number;
  readonly deletedCount: number;
}

/** Segments of one size before they become one: each document is written again once for each factor of the index's size. */
const FAN_IN = 8;
/** All below count as one size. */
const SMALL = 1_000;
const MOST_DELETED = 0.3;

/** The next segments to merge, as positions; undefined while all is well. Deleted documents cost as much as living ones. */
export function chooseMerge(segments: readonly SegmentSize[]): readonly number[] | undefined {
  const tiers = new Map<number, number[]>();
  for (const [position, { aliveCount }] of segments.entries()) {
    const tier = tierOf(aliveCount);
    tiers.set(tier, [...(tiers.get(tier) ?? []), position]);
  }
  const full = [...tiers].filter(([, members]) => members.length >= FAN_IN).toSorted(([a], [b]) => a - b)[0];
  if (full) return full[1];
  const worn = segments.findIndex(
    ({ aliveCount, deletedCount }) => deletedCount > MOST_DELETED * (aliveCount + deletedCount),
  );
  return worn === -1 ? undefined : [worn];
}

const tierOf = (alive: number): number => Math.max(0, Math.floor(Math.log(alive / SMALL) / Math.log(FAN_IN)) + 1);
