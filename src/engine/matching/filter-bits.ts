import type { KeywordFilter } from "../question.ts";
import { keywordTerm, type Segment } from "../segment/segment.ts";
import type { WordRoom } from "./word-room.ts";

/** Filters whose documents are remembered in a segment, in 8 kB each: what people choose from a menu. */
const MOST_REMEMBERED = 32;

const known = new WeakMap<Segment, Map<string, Uint32Array>>();

/** Bit `n` is set when document `n` has one of the values. What was asked for lately is remembered. */
export function filterBits(segment: Segment, room: WordRoom, { name, anyOf }: KeywordFilter): Uint32Array {
  const remembered = known.get(segment) ?? new Map<string, Uint32Array>();
  known.set(segment, remembered);
  const id = JSON.stringify([name, ...anyOf]);
  const bits = remembered.get(id) ?? readBits(segment, room, name, anyOf);
  remembered.delete(id);
  remembered.set(id, bits);
  for (const oldest of remembered.keys()) {
    if (remembered.size <= MOST_REMEMBERED) break;
    remembered.delete(oldest);
  }
  return bits;
}

function readBits(
  { keywords }: Segment,
  { kernels, spare }: WordRoom,
  name: string,
  anyOf: readonly string[],
): Uint32Array {
  spare.fill(0);
  for (const value of anyOf) {
    const number = keywords.find(keywordTerm(name, value));
    if (number === undefined) continue;
    const [start, end] = [keywords.start[number] as number, keywords.start[number + 1] as number];
    kernels.setBits(spare.byteOffset, keywords.documents.byteOffset + 2 * start, 0, 0, end - start);
  }
  return new Uint32Array(spare);
}
