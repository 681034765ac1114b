import { FIELD_END, MOST_DOCUMENTS } from "./segment.ts";
import type { Sections } from "./sections.ts";
import type { Schema } from "../schema.ts";
import { spaceBytes } from "../vectors/segment-vectors.ts";
import { codeWidth, signBytes } from "../vectors/vector-layout.ts";

/**
 * Names sections that do not belong together, by their lengths and the numbers that point from one into another. Where all
 * checksums fit, only a program that wrote nonsense can have made such a file.
 */
export function contradictionIn(sections: Sections, { text, vectors }: Schema): string | undefined {
  const documentCount = sections.keys.length;
  const wordCount = sections.postingStart.length - 1;
  const postingCount = sections.postingDocuments.length;
  const keywordCount = sections.keywordStart.length - 1;
  const soundness = {
    columns:
      documentCount <= MOST_DOCUMENTS &&
      sections.dates.length === documentCount &&
      sections.lengths.length === documentCount * text.length,
    words: cuts(sections.wordBytesStart, wordCount, sections.wordBytes) && sections.wordSlots.length > wordCount,
    postings:
      cuts(sections.postingStart, wordCount, sections.postingDocuments) &&
      areBelow(sections.postingDocuments, documentCount) &&
      sections.postingImpacts.length === postingCount &&
      sections.postingFields.length === postingCount,
    blocks:
      cuts(sections.blockStart, wordCount, sections.blockLast) &&
      sections.blockMax.length === sections.blockLast.length,
    keywords:
      cuts(sections.keywordBytesStart, keywordCount, sections.keywordBytes) &&
      sections.keywordSlots.length > keywordCount &&
      cuts(sections.keywordStart, keywordCount, sections.keywordDocuments) &&
      areBelow(sections.keywordDocuments, documentCount),
    sequences:
      cuts(sections.sequenceStart, documentCount, sections.sequenceBytes) &&
      sections.sequenceWords.length === wordCount + 1 &&
      sections.sequenceWords[0] === FIELD_END &&
      areBelow(sections.sequenceWords.subarray(1), wordCount),
    vectors: !vectors || !spaceBytes(vectors).equals(sections.vectorSpace) || fill(sections, vectors.dimensions),
  };
  return Object.entries(soundness).find(([, isSound]) => !isSound)?.[0];
}

/** Whether there is a vector of so many dimensions for each document. */
function fill({ keys, vectorCodes, vectorSigns }: Sections, dimensions: number): boolean {
  return (
    vectorCodes.length === keys.length * codeWidth(dimensions) &&
    vectorSigns.length === signBytes(dimensions, keys.length)
  );
}

/** Whether `start` cuts the whole of `array` into `count` parts. */
function cuts(start: Uint32Array, count: number, array: ArrayLike<unknown>): boolean {
  if (start.length !== count + 1 || start[0] !== 0 || start[count] !== array.length) return false;
  for (let part = 0; part < count; part++) if ((start[part] as number) > (start[part + 1] as number)) return false;
  return true;
}

function areBelow(numbers: Uint16Array | Uint32Array, limit: number): boolean {
  for (let at = 0; at < numbers.length; at++) if ((numbers[at] as number) >= limit) return false;
  return true;
}
