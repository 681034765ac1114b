import type { Segment } from "../segment/segment.ts";
import type { AskedVector } from "./asked-vector.ts";
import { Sieve } from "./sieve.ts";
import { NO_COSINE, VectorRoom } from "./vector-room.ts";

/** The documents of one segment that may be found. */
export interface NearSource {
  readonly segment: Segment;
  /** All that may pass, where those are few: they are compared one by one. */
  readonly few?: ArrayLike<number> | undefined;
  readonly passes: (document: number) => boolean;
}

export interface NearDocument {
  readonly segment: Segment;
  readonly document: number;
  readonly key: number;
  readonly cosine: number;
}

/** Documents found by their signs and compared number by number, so many at least. */
const COMPARED = 1_000;
/** For each that is asked for, so many are compared. */
const COMPARED_FOR_EACH = 3;

/**
 * The documents nearest to a vector, best first, equals by the greatest key: by signs first, then exactly among the best of
 * those. `checkTime` is called for each segment and throws when the time is over.
 */
export function nearest(
  sources: readonly NearSource[],
  asked: AskedVector,
  count: number,
  checkTime: () => void,
): readonly NearDocument[] {
  const sieve = new Sieve(Math.max(COMPARED, COMPARED_FOR_EACH * count));
  const compared = new Map<number, ArrayLike<number>>();
  for (const [number, { segment, few, passes }] of sources.entries()) {
    if (!segment.vectors) continue;
    checkTime();
    if (few) compared.set(number, Array.from(few).filter(passes));
    else
      sieve.add(
        number,
        new VectorRoom(segment, segment.vectors, asked),
        (document) => document < segment.documentCount && passes(document),
      );
  }
  for (const [number, documents] of sieve.bySource()) compared.set(number, documents);
  return best(sources, asked, compared, count);
}

function best(
  sources: readonly NearSource[],
  asked: AskedVector,
  compared: ReadonlyMap<number, ArrayLike<number>>,
  count: number,
): readonly NearDocument[] {
  const batches = [...compared].map(([source, documents]) => {
    const { segment } = sources[source] as NearSource;
    return { segment, documents, cosines: cosinesIn(segment, asked, documents) };
  });
  const edge = edgeOf(
    batches.map(({ cosines }) => cosines),
    count,
  );
  const found: NearDocument[] = [];
  for (const { segment, documents, cosines } of batches)
    for (let at = 0; at < cosines.length; at++) {
      const cosine = cosines[at] as number;
      if (cosine < edge || cosine === NO_COSINE) continue;
      const document = documents[at] as number;
      found.push({ segment, document, key: segment.keys[document] as number, cosine });
    }
  return found.toSorted((a, b) => b.cosine - a.cosine || b.key - a.key).slice(0, count);
}

/** Cosines of documents of a segment; `NO_COSINE` where one has no vector. */
export function cosinesIn(segment: Segment, asked: AskedVector, documents: ArrayLike<number>): Float32Array {
  if (!segment.vectors) return new Float32Array(documents.length).fill(NO_COSINE);
  return new VectorRoom(segment, segment.vectors, asked).cosines(documents);
}

/** What the last of the best has. */
function edgeOf(batches: readonly Float32Array[], count: number): number {
  const all = new Float32Array(batches.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const batch of batches) {
    all.set(batch, at);
    at += batch.length;
  }
  return all.length <= count ? NO_COSINE : (all.sort()[all.length - count] as number);
}
