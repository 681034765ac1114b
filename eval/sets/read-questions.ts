import { join } from "node:path";
import { UserError } from "../../src/lib/errors.ts";
import { type Judgements, readJudgements } from "./read-judgements.ts";
import { type JsonRecord, readRecords } from "./read-records.ts";

export interface TestQuestion {
  readonly text: string;
  readonly judgements: Judgements;
}

/** Which papers of a pool are like this one, in one facet. */
export interface PoolQuestion {
  readonly paper: string;
  readonly facet: string;
  /** Those of the pool; the paper itself is not among them. */
  readonly judgements: Judgements;
}

/** The questions of a test set's folder with their judgements; those that nobody judged are left out. */
export async function readQuestions(folder: string): Promise<readonly TestQuestion[]> {
  return await readJudged(folder, (record, judgements) => ({ text: record.text("text"), judgements }));
}

/** The same, of a set that asks for papers like one of its own. */
export async function readPoolQuestions(folder: string): Promise<readonly PoolQuestion[]> {
  return await readJudged(folder, (record, judgements) => {
    const paper = record.text("paper_id");
    const pool = new Map([...judgements].filter(([id]) => id !== paper));
    return { paper, facet: record.text("facet"), judgements: pool };
  });
}

async function readJudged<Question>(
  folder: string,
  read: (record: JsonRecord, judgements: Judgements) => Question,
): Promise<readonly Question[]> {
  const judgements = await readJudgements(join(folder, "qrels.tsv"));
  const file = join(folder, "queries.jsonl");
  const questions: Question[] = [];
  for await (const record of readRecords(file)) {
    const judged = judgements.get(record.text("id"));
    if (judged) questions.push(read(record, judged));
  }
  if (questions.length === 0) throw new UserError("invalid", `No question of ${file} has a judgement in qrels.tsv.`);
  return questions;
}
