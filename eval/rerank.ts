import { basename, join, resolve } from "node:path";
import { loadBuiltInModel } from "../src/inference/built-in-model.ts";
import { poolViews, rankJudgedPool } from "./pool-views.ts";
import { poolFigures } from "./rank-figures.ts";
import { type Report, reportModes, withParts } from "./report.ts";
import { readDocuments, type TestDocument } from "./sets/read-documents.ts";
import { type PoolQuestion, readPoolQuestions } from "./sets/read-questions.ts";

/**
 * The judged pool of each paper is put in order by likeness to it (CSFCube: Mysore et al. 2021): mean average precision, and
 * nDCG over the first fifth of the pool, for all questions and for those of each facet.
 */
export async function evaluateRerank(folder: string): Promise<Report> {
  const { documents, questions } = await readPoolSet(folder);
  const views = Object.entries(poolViews(loadBuiltInModel()));
  const report = (asked: readonly PoolQuestion[]): Report => {
    const measured = views.map(([name, view]) => {
      const figures = asked.map((each) => poolFigures(rankJudgedPool(documents, each, view), each.judgements));
      return [name, figures] as const;
    });
    return reportModes(basename(resolve(folder)), new Map(measured));
  };
  const byFacet = Map.groupBy(questions, ({ facet }) => facet);
  return withParts(report(questions), new Map([...byFacet].map(([facet, asked]) => [facet, report(asked)])));
}

interface PoolSet {
  readonly documents: ReadonlyMap<string, TestDocument>;
  readonly questions: readonly PoolQuestion[];
}

export async function readPoolSet(folder: string): Promise<PoolSet> {
  const documents = await readDocuments(join(folder, "corpus.jsonl.gz"));
  const questions = await readPoolQuestions(folder);
  return { documents: new Map(documents.map((document) => [document.id, document])), questions };
}
