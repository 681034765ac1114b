/** The words of all documents in order, in about 1.7 bytes each. */
export interface Sequences {
  /** Bytes of document `n` stand from `start[n]` to `start[n + 1]`. */
  readonly start: Uint32Array;
  /** Codes as LEB128: 0 ends a field, and words are counted from 1 as they first appear, so that frequent ones are short. */
  readonly bytes: Uint8Array;
  /** The number in the dictionary of the word of each code; `FIELD_END` of code 0. */
  readonly words: Uint32Array;
}

/** Unpacks one document after another into memory that it keeps. */
export function sequenceReader({ start, bytes, words }: Sequences): (document: number) => Uint32Array {
  let sequence = new Uint32Array(1024);
  return (document) => {
    const end = start[document + 1] as number;
    let at = start[document] as number;
    if (end - at > sequence.length) sequence = new Uint32Array(2 * (end - at));
    let length = 0;
    while (at < end) {
      let byte = bytes[at++] as number;
      let code = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++] as number;
        code |= (byte & 127) << shift;
      }
      sequence[length++] = words[code] as number;
    }
    return sequence.subarray(0, length);
  };
}
