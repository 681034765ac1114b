import { impactOf } from "./impact.ts";
import type { PostingLists } from "./segment.ts";
import { sequenceReader, type Sequences } from "./sequences.ts";

const END_CODE = 0;

/**
 * Counts the words of each document and appends its postings to their lists, which begin where `listStart` says. Words are
 * called by their codes meanwhile, as frequent ones lie near each other then. `weightOf` says what one occurrence counts.
 */
export function invertWords(
  sequences: Sequences,
  listStart: Uint32Array,
  weightOf: (field: number, document: number) => number,
): Pick<PostingLists, "documents" | "impacts" | "fields"> {
  const postingCount = listStart.at(-1) as number;
  const documents = new Uint16Array(postingCount);
  const impacts = new Uint16Array(postingCount);
  const fields = new Uint8Array(postingCount);
  const next = sequences.words.map((number) => listStart[number] ?? 0);
  const frequencies = new Float64Array(next.length);
  const fieldBits = new Uint8Array(next.length);
  const different = new Uint32Array(next.length);
  const read = sequenceReader({ ...sequences, words: Uint32Array.from(next.keys()) });
  for (let document = 0; document < sequences.start.length - 1; document++) {
    const sequence = read(document);
    let differentCount = 0;
    for (let at = 0, field = 0, weight = weightOf(0, document); at < sequence.length; at++) {
      const word = sequence[at] as number;
      if (word === END_CODE) {
        field += 1;
        weight = weightOf(field, document);
        continue;
      }
      if (fieldBits[word] === 0) different[differentCount++] = word;
      fieldBits[word] = (fieldBits[word] as number) | (1 << field);
      frequencies[word] = (frequencies[word] as number) + weight;
    }
    for (let at = 0; at < differentCount; at++) {
      const word = different[at] as number;
      const posting = next[word] as number;
      next[word] = posting + 1;
      documents[posting] = document;
      impacts[posting] = impactOf(frequencies[word] as number);
      fields[posting] = fieldBits[word] as number;
      frequencies[word] = 0;
      fieldBits[word] = 0;
    }
  }
  return { documents, impacts, fields };
}
