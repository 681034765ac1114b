import type { Schema } from "../schema.ts";
import { averageLengths } from "./average-lengths.ts";
import { DocumentLog } from "./document-log.ts";
import { FIELD_END, isDeleted, type SearchedSegment, type Segment } from "./segment.ts";
import { segmentOfLog } from "./segment-of-log.ts";
import type { TermTable } from "./term-table.ts";

/**
 * One segment of all documents that are not deleted, in order: the very one that building it from their texts would give,
 * since words are counted again from the sequences.
 */
export function mergeSegments(
  schema: Schema,
  parts: readonly SearchedSegment[],
  averages: readonly number[] = averageLengths(schema.text.length, parts),
): Segment {
  const log = new DocumentLog(schema);
  for (const part of parts) appendTo(log, part);
  return segmentOfLog(log, schema, averages);
}

const GONE = 0xffff_ffff;

function appendTo(log: DocumentLog, { segment, deleted }: SearchedSegment): void {
  const wordOf = renumbered(segment.words, log.words);
  const documents = new Uint32Array(segment.documentCount).fill(GONE);
  for (let document = 0; document < segment.documentCount; document++) {
    if (isDeleted(deleted, document)) continue;
    const number = log.begin(segment.keys[document] as number, segment.dates[document] as number);
    documents[document] = number;
    if (segment.vectors) log.vectors?.copy(number, segment.vectors, document);
    for (const word of segment.sequenceOf(document))
      if (word === FIELD_END) log.endField();
      else log.addWord(wordOf(word));
  }
  appendKeywords(log, segment, documents);
}

function appendKeywords(log: DocumentLog, { keywords }: Segment, documents: Uint32Array): void {
  const keywordOf = renumbered(keywords, log.keywords);
  for (let term = 0; term < keywords.termCount; term++) {
    for (let at = keywords.start[term] as number; at < (keywords.start[term + 1] as number); at++) {
      const document = documents[keywords.documents[at] as number] as number;
      if (document !== GONE) log.addKeyword(keywordOf(term), document);
    }
  }
}

/** Looks up in `table` what a part calls by its own numbers; each term only once, and only those still in use. */
function renumbered(
  { termCount, dictionary }: Pick<Segment["keywords"], "termCount" | "dictionary">,
  table: TermTable,
): (term: number) => number {
  const known = new Uint32Array(termCount).fill(GONE);
  return (term) => {
    const number = known[term] as number;
    if (number !== GONE) return number;
    const { bytes, start } = dictionary;
    return (known[term] = table.number(bytes, start[term] as number, start[term + 1] as number));
  };
}
