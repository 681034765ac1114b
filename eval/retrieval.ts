import { basename, join, resolve } from "node:path";
import { ask, type Asking } from "./ask.ts";
import { createLibrary, type Library } from "./library.ts";
import { measureModes } from "./measure-modes.ts";
import type { QueryFigures } from "./metrics/figures.ts";
import { retrievalFigures } from "./rank-figures.ts";
import { type Report, reportModes } from "./report.ts";
import { readDocuments, readIds, type TestDocument } from "./sets/read-documents.ts";
import { readQuestions, type TestQuestion } from "./sets/read-questions.ts";

export interface RetrievalOptions {
  /** Has `queries.jsonl` and `qrels.tsv`; and `corpus.jsonl.gz`, unless `corpus` names another. */
  readonly folder: string;
  readonly corpus?: string | undefined;
  /** Names the documents of the corpus that are searched; all, unless given. */
  readonly ids?: string | undefined;
  /** Whether the model is adapted to the documents first. */
  readonly isAdapted?: boolean | undefined;
}

interface RetrievalSet {
  readonly questions: readonly TestQuestion[];
  readonly documents: readonly TestDocument[];
}

const DEPTH = 100;

/** All documents are searched for each question: nDCG@10, and the share of the relevant ones among the first 5, 20 and 100. */
export async function evaluateRetrieval(options: RetrievalOptions): Promise<Report> {
  const { questions, documents } = await readRetrievalSet(options);
  await using library = await createLibrary(documents, options);
  const measured = await measureModes(questions, async (question, mode) => await askOne(library, question, { mode }));
  return reportModes(basename(resolve(options.folder)), measured);
}

export async function readRetrievalSet({ folder, corpus, ids }: RetrievalOptions): Promise<RetrievalSet> {
  const questions = await readQuestions(folder);
  const wanted = ids === undefined ? undefined : await readIds(ids);
  return { questions, documents: await readDocuments(corpus ?? join(folder, "corpus.jsonl.gz"), wanted) };
}

export async function askOne(
  library: Library,
  { text, judgements }: TestQuestion,
  asking: Omit<Asking, "limit">,
): Promise<QueryFigures> {
  const found = await ask(library, text, { ...asking, limit: DEPTH });
  return retrievalFigures(
    found.map(({ paper }) => paper.id),
    judgements,
  );
}
