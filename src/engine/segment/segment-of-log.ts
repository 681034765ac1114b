import type { Schema, TextField } from "../schema.ts";
import { averageLengths } from "./average-lengths.ts";
import { blocksOf } from "./blocks.ts";
import { createSegment, type SegmentArrays } from "./create-segment.ts";
import type { DocumentLog } from "./document-log.ts";
import { occurrenceWeight } from "./impact.ts";
import { invertWords } from "./invert-words.ts";
import { orderTerms } from "./ordered-terms.ts";
import { FIELD_END, type Segment } from "./segment.ts";

/** Inverts all documents of a log. `averages` are the lengths to weigh by: those of the log, unless given. */
export function segmentOfLog(log: DocumentLog, schema: Schema, averages?: readonly number[]): Segment {
  const { text } = schema;
  const lengths = log.lengths.map((ofField) => new Uint16Array(ofField));
  const measured = { segment: { documentCount: log.documentCount, lengths }, deleted: undefined };
  const weightOf = occurrenceWeights(text, lengths, averages ?? averageLengths(text.length, [measured]));
  const { numbers, ...words } = orderTerms(log.words);
  const sequences = { ...log.sequences(), words: wordsByCode(numbers) };
  const postings = { ...words, ...invertWords(sequences, words.start, weightOf) };
  return createSegment(
    {
      keys: new Float64Array(log.keys),
      dates: new Int32Array(log.dates),
      lengths,
      words: { ...postings, ...blocksOf(postings) },
      keywords: keywordLists(log),
      sequences,
      vectors: log.vectors?.vectors(log.documentCount),
    },
    schema,
  );
}

function occurrenceWeights(
  text: readonly TextField[],
  lengths: readonly Uint16Array[],
  averages: readonly number[],
): (field: number, document: number) => number {
  return (field, document) => {
    const length = lengths[field]?.[document];
    return length === undefined ? 0 : occurrenceWeight(text[field] as TextField, length, averages[field] ?? 0);
  };
}

function wordsByCode(numbers: Uint32Array): Uint32Array {
  const words = new Uint32Array(numbers.length + 1);
  words[0] = FIELD_END;
  words.set(numbers, 1);
  return words;
}

function keywordLists(log: DocumentLog): SegmentArrays["keywords"] {
  const { numbers, dictionary, start } = orderTerms(log.keywords);
  const documents = new Uint16Array(log.keywordDocuments.length);
  const next = start.slice(0, -1);
  for (const [pair, document] of log.keywordDocuments.entries()) {
    const number = numbers[log.keywordNumbers[pair] as number] as number;
    const posting = next[number] as number;
    next[number] = posting + 1;
    documents[posting] = document;
  }
  return { dictionary, start, documents };
}
