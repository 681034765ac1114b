import type { Segment } from "../segment/segment.ts";
import type { Sequences } from "../segment/sequences.ts";

const knownCodes = new WeakMap<Segment, Uint32Array>();

/** By word, its code in sequences. Turned round once for each segment, and kept as long as the segment is. */
function codesOf(segment: Segment): Uint32Array {
  const found = knownCodes.get(segment);
  if (found) return found;
  const { words } = segment.sequences;
  const codes = new Uint32Array(segment.words.termCount);
  for (let code = 1; code < words.length; code++) codes[words[code] as number] = code;
  knownCodes.set(segment, codes);
  return codes;
}

/** The words as they stand in packed sequences. */
export function packRun(segment: Segment, run: Uint32Array): Uint8Array {
  const codes = codesOf(segment);
  const bytes: number[] = [];
  for (const word of run) {
    let left = codes[word] as number;
    for (; left > 127; left >>>= 7) bytes.push((left & 127) | 128);
    bytes.push(left);
  }
  return Uint8Array.from(bytes);
}

/**
 * Whether the packed words stand side by side in one of the fields. Compares bytes, which is several times faster than
 * unpacking: a word begins after a byte below 128, and 0 ends a field.
 */
export function holdsPacked({ start, bytes }: Sequences, document: number, run: Uint8Array, fields: number): boolean {
  const first = run[0] as number;
  const last = (start[document + 1] as number) - run.length;
  let isBeginning = true;
  let field = 0;
  for (let at = start[document] as number; at <= last; at++) {
    const byte = bytes[at] as number;
    if (byte === 0) field += 1;
    else if (byte === first && isBeginning && ((fields >>> field) & 1) !== 0) {
      let length = 1;
      while (length < run.length && bytes[at + length] === run[length]) length += 1;
      if (length === run.length) return true;
    }
    isBeginning = byte < 128;
  }
  return false;
}
