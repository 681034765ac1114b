import type { WeighedPlan } from "../matching/weigh.ts";
import type { TopHits } from "../matching/top-hits.ts";
import type { Segment } from "../segment/segment.ts";
import type { AskedVector } from "../vectors/asked-vector.ts";
import { cosinesIn, type NearDocument } from "../vectors/nearest.ts";
import { NO_COSINE } from "../vectors/vector-room.ts";
import type { Sides } from "./fuse.ts";
import { wordScores } from "./word-scores.ts";

/** A document that is near, or has the words, or both. */
export interface Pooled extends Sides {
  readonly key: number;
  readonly date: number;
}

/** What is known of a document of the pool before the other side is asked. */
interface Known {
  cosine?: number;
  words?: number;
}

/** The best of both sides, each document once, and what each side says of it exactly. */
export function poolOf(
  near: readonly NearDocument[],
  byWords: TopHits,
  asked: AskedVector,
  plan: WeighedPlan,
): readonly Pooled[] {
  const known = new Map<Segment, Map<number, Known>>();
  const of = (segment: Segment, document: number): Known => {
    const inSegment = known.get(segment) ?? new Map<number, Known>();
    known.set(segment, inSegment);
    const found = inSegment.get(document) ?? {};
    inSegment.set(document, found);
    return found;
  };
  for (const { segment, document, cosine } of near) of(segment, document).cosine = cosine;
  for (let at = 0; at < byWords.count; at++)
    of(byWords.segments[at] as Segment, byWords.documents[at] as number).words = byWords.values[at] as number;
  return [...known].flatMap(([segment, documents]) => completed(segment, documents, asked, plan));
}

function completed(
  segment: Segment,
  known: ReadonlyMap<number, Known>,
  asked: AskedVector,
  plan: WeighedPlan,
): readonly Pooled[] {
  const lacking = (side: keyof Known): number[] =>
    [...known].flatMap(([document, sides]) => (sides[side] === undefined ? [document] : [])).toSorted((a, b) => a - b);
  const [withoutCosine, withoutWords] = [lacking("cosine"), lacking("words")];
  const cosines = cosinesIn(segment, asked, withoutCosine);
  const words = wordScores(segment, plan, withoutWords);
  for (const [at, document] of withoutCosine.entries())
    Object.assign(known.get(document) ?? {}, { cosine: cosines[at] });
  for (const [at, document] of withoutWords.entries()) Object.assign(known.get(document) ?? {}, { words: words[at] });
  return [...known].map(([document, { cosine = NO_COSINE, words: score = 0 }]) => ({
    key: segment.keys[document] as number,
    date: segment.dates[document] as number,
    cosine: cosine === NO_COSINE ? undefined : Math.max(-1, Math.min(1, cosine)),
    words: score,
  }));
}
