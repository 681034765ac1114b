import { isDeleted, type SearchedSegment, type Segment } from "./segment.ts";

interface Measured extends Pick<SearchedSegment, "deleted"> {
  readonly segment: Pick<Segment, "documentCount" | "lengths">;
}

/** Average length in words of each of `fieldCount` text fields, over the documents that are not deleted; 0 without any. */
export function averageLengths(fieldCount: number, parts: readonly Measured[]): number[] {
  const totals = Array.from({ length: fieldCount }, () => 0);
  let count = 0;
  for (const { segment, deleted } of parts) {
    for (let document = 0; document < segment.documentCount; document++) {
      if (isDeleted(deleted, document)) continue;
      count += 1;
      for (let field = 0; field < fieldCount; field++)
        totals[field] = (totals[field] as number) + (segment.lengths[field]?.[document] as number);
    }
  }
  return totals.map((total) => (count === 0 ? 0 : total / count));
}
