import { lineRefused, readLines } from "./read-lines.ts";

/** The grades of the documents judged for a query: 0 is not relevant. */
export type Judgements = ReadonlyMap<string, number>;

/** Reads `qid docid grade`, separated by tabs, under one line of headings. Gives the judgements by query. */
export async function readJudgements(file: string): Promise<ReadonlyMap<string, Judgements>> {
  const byQuery = new Map<string, Map<string, number>>();
  for await (const line of readLines(file)) {
    if (line.number === 1 && line.text.startsWith("qid\t")) continue;
    const [query, document, grade = "", ...more] = line.text.split("\t");
    if (query === undefined || document === undefined || !/^\d+$/.test(grade) || more.length > 0)
      throw lineRefused(file, line, "Expected a query, a document and a whole grade, separated by tabs.");
    const judgements = byQuery.get(query) ?? new Map<string, number>();
    byQuery.set(query, judgements.set(document, Number(grade)));
  }
  return byQuery;
}
