import type { Vocabulary } from "../static/vocabulary.ts";
import { NumberList } from "./number-list.ts";
import type { TrainingTexts } from "./training-texts.ts";

/** Papers as rows of a model. The segments of paper `p` are `paperStarts[p]` to `paperStarts[p + 1]`, its title first. */
export interface PaperRows {
  readonly papers: number;
  readonly rows: Uint32Array;
  readonly segmentStarts: Uint32Array;
  readonly paperStarts: Uint32Array;
}

export function toPaperRows(texts: TrainingTexts, vocabulary: Vocabulary): PaperRows {
  const rowOf = Int32Array.from(texts.words, (word) => vocabulary.rowOf(word) ?? -1);
  const { tokens, segmentStarts } = texts;
  const rows = new NumberList();
  const starts = new Uint32Array(segmentStarts.length);
  for (let segment = 0; segment + 1 < segmentStarts.length; segment++) {
    let before = -1;
    for (let at = segmentStarts[segment] ?? 0; at < (segmentStarts[segment + 1] ?? 0); at++) {
      const row = rowOf[tokens[at] as number] as number;
      if (row >= 0) rows.push(row);
      const pair = before >= 0 && row >= 0 ? vocabulary.rowOfPair(before, row) : undefined;
      if (pair !== undefined) rows.push(pair);
      before = row;
    }
    starts[segment + 1] = rows.length;
  }
  return { papers: texts.papers, rows: rows.view(), segmentStarts: starts, paperStarts: texts.paperStarts };
}
