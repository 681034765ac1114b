import { indexTokens } from "../../lib/analysis.ts";
import type { IndexDocument, Schema } from "../schema.ts";
import { DocumentLog } from "./document-log.ts";
import { segmentOfLog } from "./segment-of-log.ts";
import { keywordTerm, type Segment } from "./segment.ts";

export interface BuilderOptions {
  /** What a field's length is compared with, in words, in the order of the schema; the averages of the documents unless given. */
  readonly averageLengths?: readonly number[] | undefined;
  /** The words of a text, in order. */
  readonly analyse?: ((text: string) => readonly string[]) | undefined;
}

export interface SegmentBuilder {
  readonly documentCount: number;
  add(document: IndexDocument): void;
  /** The documents so far, numbered in order of addition. More may be added afterwards, for a later segment. */
  build(): Segment;
}

/** Throws a `RangeError` for a schema of more than eight text fields. */
export function createSegmentBuilder(schema: Schema, options: BuilderOptions = {}): SegmentBuilder {
  const { averageLengths, analyse = indexTokens } = options;
  const log = new DocumentLog(schema);
  return {
    get documentCount() {
      return log.documentCount;
    },
    add({ key, date, text, keywords }) {
      const fields = schema.text.map(({ name }) => analyse(text[name] ?? ""));
      const document = log.begin(key, date);
      for (const tokens of fields) {
        for (const token of tokens) log.addWord(log.words.number(token));
        log.endField();
      }
      for (const name of schema.keywords)
        for (const value of keywords[name] ?? [])
          log.addKeyword(log.keywords.number(keywordTerm(name, value)), document);
    },
    build: () => segmentOfLog(log, schema, averageLengths),
  };
}
