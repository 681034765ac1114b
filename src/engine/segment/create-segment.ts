import type { DocumentLists, PostingLists, Segment } from "./segment.ts";
import { sequenceReader, type Sequences } from "./sequences.ts";

type Derived = "find" | "termAt" | "termCount";

/** The arrays of a segment, without what follows from them. */
export interface SegmentArrays extends Pick<Segment, "keys" | "dates" | "lengths"> {
  readonly words: Omit<PostingLists, Derived>;
  readonly keywords: Omit<DocumentLists, Derived>;
  readonly sequences: Sequences;
}

export function createSegment(arrays: SegmentArrays): Segment {
  return {
    ...arrays,
    documentCount: arrays.keys.length,
    words: { ...arrays.words, ...lookUpIn(arrays.words) },
    keywords: { ...arrays.keywords, ...lookUpIn(arrays.keywords) },
    sequenceOf: sequenceReader(arrays.sequences),
  };
}

function lookUpIn({ dictionary }: Pick<DocumentLists, "dictionary">): Pick<DocumentLists, Derived> {
  return {
    termCount: dictionary.termCount,
    find: (term) => dictionary.find(term),
    termAt: (number) => dictionary.termAt(number),
  };
}
