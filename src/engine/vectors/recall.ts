import { isDeleted, type SearchedSegment } from "../segment/segment.ts";
import { type AskedVector, storedVector } from "./asked-vector.ts";
import { cosinesIn, nearest } from "./nearest.ts";
import { NO_COSINE } from "./vector-room.ts";

/**
 * The share of the true nearest that searches find: over stored vectors evenly spread as questions, and the first `at` of each.
 * Undefined when there are no vectors.
 */
export function vectorRecall(segments: readonly SearchedSegment[], questions: number, at: number): number | undefined {
  let wanted = 0;
  let found = 0;
  for (const asked of sample(segments, questions)) {
    const truth = nearestOfAll(segments, asked, at);
    const edge = truth[0] as number;
    const sources = segments.map(({ segment, deleted }) => ({
      segment,
      passes: (document: number): boolean => !isDeleted(deleted, document),
    }));
    wanted += truth.length;
    found += nearest(sources, asked, at, () => {}).filter(({ cosine }) => cosine >= edge).length;
  }
  return wanted === 0 ? undefined : found / wanted;
}

function sample(segments: readonly SearchedSegment[], count: number): readonly AskedVector[] {
  const total = segments.reduce((sum, { segment }) => sum + (segment.vectors ? segment.documentCount : 0), 0);
  const step = Math.max(1, Math.floor(total / Math.max(1, count)));
  return segments
    .flatMap(({ segment: { vectors, documentCount }, deleted }) =>
      Array.from({ length: vectors ? Math.ceil(documentCount / step) : 0 }, (_, place) => place * step).flatMap(
        (document) => (vectors && !isDeleted(deleted, document) ? (storedVector(vectors, document) ?? []) : []),
      ),
    )
    .slice(0, count);
}

/** The greatest cosines, by comparing with every document, least first. */
function nearestOfAll(segments: readonly SearchedSegment[], asked: AskedVector, count: number): Float32Array {
  const cosines = segments.flatMap(({ segment, deleted }) => {
    const documents = Uint32Array.from({ length: segment.documentCount }, (_, document) => document);
    const isThere = (cosine: number, document: number): boolean =>
      cosine !== NO_COSINE && !isDeleted(deleted, document);
    return Array.from(cosinesIn(segment, asked, documents).filter(isThere));
  });
  return Float32Array.from(cosines).sort().slice(-count);
}
