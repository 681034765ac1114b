import type { Segment } from "../segment/segment.ts";
import type { AskedVector } from "../vectors/asked-vector.ts";
import { cosinesIn } from "../vectors/nearest.ts";
import { NO_COSINE } from "../vectors/vector-room.ts";

/** Enough to know the median to a hundredth. */
const SAMPLE = 500;

/** The median cosine to a vector over some five hundred documents, evenly spread and always the same; 0 without any. */
export function medianCosine(segments: readonly Segment[], asked: AskedVector): number {
  const withVectors = segments.filter(({ vectors }) => vectors !== undefined);
  const total = withVectors.reduce((sum, { documentCount }) => sum + documentCount, 0);
  const step = Math.ceil(total / SAMPLE);
  const known: number[] = [];
  for (const segment of withVectors)
    for (const cosine of cosinesIn(segment, asked, everyNth(segment.documentCount, step)))
      if (cosine !== NO_COSINE) known.push(cosine);
  return Float64Array.from(known).sort()[known.length >> 1] ?? 0;
}

const everyNth = (count: number, step: number): Uint32Array =>
  Uint32Array.from({ length: Math.ceil(count / step) }, (_, at) => at * step);
