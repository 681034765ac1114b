import { readIndexTokens } from "../../lib/analysis.ts";
import type { TokenSink } from "../../lib/scan-words.ts";
import type { IndexDocument, Schema } from "../schema.ts";
import { DocumentLog } from "./document-log.ts";
import { segmentOfLog } from "./segment-of-log.ts";
import { keywordTerm, type Segment } from "./segment.ts";

const LARGE_BYTES = 2 ** 26;

export interface BuilderOptions {
  /** What a field's length is compared with, in words, in the order of the schema; the averages of the documents unless given. */
  readonly averageLengths?: readonly number[] | undefined;
  /** Tells the words of a text, in order. */
  readonly readTokens?: ((text: string, sink: TokenSink) => void) | undefined;
}

export interface SegmentBuilder {
  readonly documentCount: number;
  /** Whether its words take so much memory that it is time to build, however few the documents are. */
  readonly isLarge: boolean;
  /** Throws `RangeError` beyond `MOST_DOCUMENTS`. */
  add(document: IndexDocument): void;
  /** The documents so far, numbered in order of addition. More may be added afterwards, for a later segment. */
  build(): Segment;
}

/** Throws a `RangeError` for a schema of more than eight text fields. */
export function createSegmentBuilder(schema: Schema, options: BuilderOptions = {}): SegmentBuilder {
  const { averageLengths, readTokens = readIndexTokens } = options;
  const log = new DocumentLog(schema);
  const addWord: TokenSink = (utf8, from, to) => log.addWord(log.words.number(utf8, from, to));
  return {
    get documentCount() {
      return log.documentCount;
    },
    get isLarge() {
      return log.byteCount > LARGE_BYTES;
    },
    add({ key, date, text, keywords, vector }) {
      const document = log.begin(key, date);
      if (vector) log.vectors?.set(document, vector);
      for (const { name } of schema.text) {
        readTokens(text[name] ?? "", addWord);
        log.endField();
      }
      for (const name of schema.keywords)
        for (const value of keywords[name] ?? [])
          log.addKeyword(log.keywords.numberOf(keywordTerm(name, value)), document);
    },
    build: () => segmentOfLog(log, schema, averageLengths),
  };
}
