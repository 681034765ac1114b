import { type Schema, type VectorSpace, withoutVectors } from "../schema.ts";
import { contradictionIn } from "./contradiction.ts";
import { DamagedSegment } from "./damaged-segment.ts";
import { Dictionary } from "./dictionary.ts";
import { readSections, verifySections } from "./read-sections.ts";
import type { Sections } from "./sections.ts";
import type { DocumentLists, Segment } from "./segment.ts";
import { fileIn, type SegmentMemory } from "./segment-memory.ts";
import { sequenceReader } from "./sequences.ts";
import { type SegmentVectors, spaceBytes } from "../vectors/segment-vectors.ts";

/**
 * The segment whose file was read into this memory. Throws `DamagedSegment` when it is not, to the last bit, one that was made
 * for this schema.
 */
export function readSegment(memory: SegmentMemory, schema: Schema): Segment {
  const file = fileIn(memory);
  const sections = readSections(file);
  verifySections(file, sections);
  if (!Buffer.from(JSON.stringify(withoutVectors(schema))).equals(sections.schema))
    throw new DamagedSegment("It was made for another schema.");
  const contradiction = contradictionIn(sections, schema);
  if (contradiction !== undefined) throw new DamagedSegment(`Its ${contradiction} contradict each other.`);
  return segmentOf(memory, sections, schema);
}

/** The same for a file that this program has just made: nothing is checked. */
export function segmentIn(memory: SegmentMemory, schema: Schema): Segment {
  return segmentOf(memory, readSections(fileIn(memory)), schema);
}

function segmentOf(memory: SegmentMemory, sections: Sections, schema: Schema): Segment {
  const documentCount = sections.keys.length;
  const words = new Dictionary(sections.wordBytes, sections.wordBytesStart, sections.wordSlots);
  const keywords = new Dictionary(sections.keywordBytes, sections.keywordBytesStart, sections.keywordSlots);
  const sequences = {
    start: sections.sequenceStart,
    bytes: sections.sequenceBytes,
    words: sections.sequenceWords,
  };
  return {
    memory,
    documentCount,
    keys: sections.keys,
    dates: sections.dates,
    lengths: Array.from({ length: schema.text.length }, (_, field) =>
      sections.lengths.subarray(field * documentCount, (field + 1) * documentCount),
    ),
    words: {
      ...lookUpIn(words),
      start: sections.postingStart,
      documents: sections.postingDocuments,
      impacts: sections.postingImpacts,
      fields: sections.postingFields,
      blockStart: sections.blockStart,
      blockLast: sections.blockLast,
      blockMax: sections.blockMax,
    },
    keywords: { ...lookUpIn(keywords), start: sections.keywordStart, documents: sections.keywordDocuments },
    sequences,
    vectors: vectorsIn(sections, schema.vectors),
    sequenceOf: sequenceReader(sequences),
  };
}

/** Those of another space cannot be compared with what is asked. */
function vectorsIn(sections: Sections, space: VectorSpace | undefined): SegmentVectors | undefined {
  if (!space || !spaceBytes(space).equals(sections.vectorSpace)) return undefined;
  return { dimensions: space.dimensions, codes: sections.vectorCodes, signs: sections.vectorSigns };
}

function lookUpIn(dictionary: Dictionary): Pick<DocumentLists, "dictionary" | "find" | "termAt" | "termCount"> {
  return {
    dictionary,
    termCount: dictionary.termCount,
    find: (term) => dictionary.find(term),
    termAt: (number) => dictionary.termAt(number),
  };
}
