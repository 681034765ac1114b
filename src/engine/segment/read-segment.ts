import type { Schema } from "../schema.ts";
import { contradictionIn } from "./contradiction.ts";
import { createSegment } from "./create-segment.ts";
import { DamagedSegment } from "./damaged-segment.ts";
import { Dictionary } from "./dictionary.ts";
import { readSections } from "./read-sections.ts";
import type { Sections } from "./sections.ts";
import type { Segment } from "./segment.ts";

/**
 * A segment whose arrays are views on the bytes of its file. Throws `DamagedSegment` when the file is not, to the last bit,
 * one that `writeSegment` made for this schema.
 */
export function readSegment(file: Uint8Array, schema: Schema): Segment {
  const sections = readSections(file);
  if (!Buffer.from(JSON.stringify(schema)).equals(sections.schema))
    throw new DamagedSegment("It was made for another schema.");
  const contradiction = contradictionIn(sections, schema.text.length);
  if (contradiction !== undefined) throw new DamagedSegment(`Its ${contradiction} contradict each other.`);
  return segmentOf(sections, schema.text.length);
}

function segmentOf(sections: Sections, fieldCount: number): Segment {
  const documentCount = sections.keys.length;
  return createSegment({
    keys: sections.keys,
    dates: sections.dates,
    lengths: Array.from({ length: fieldCount }, (_, field) =>
      sections.lengths.subarray(field * documentCount, (field + 1) * documentCount),
    ),
    words: {
      dictionary: new Dictionary(sections.wordBytes, sections.wordBytesStart, sections.wordSlots),
      start: sections.postingStart,
      documents: sections.postingDocuments,
      impacts: sections.postingImpacts,
      fields: sections.postingFields,
      blockStart: sections.blockStart,
      blockLast: sections.blockLast,
      blockMax: sections.blockMax,
    },
    keywords: {
      dictionary: new Dictionary(sections.keywordBytes, sections.keywordBytesStart, sections.keywordSlots),
      start: sections.keywordStart,
      documents: sections.keywordDocuments,
    },
    sequences: { start: sections.sequenceStart, bytes: sections.sequenceBytes, words: sections.sequenceWords },
  });
}
