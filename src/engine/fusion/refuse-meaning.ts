import { QuestionRefused } from "../matching/question-refused.ts";
import type { Meaning, Question } from "../question.ts";
import type { Schema } from "../schema.ts";
import { vectorProblem } from "../vectors/vector-problem.ts";

/** Throws `QuestionRefused` when a meaning cannot be asked for. */
export function refuseMeaning({ vectors }: Schema, { sort }: Question, { vector, weight }: Meaning): void {
  const problem = vectorProblem(vector, vectors);
  if (problem !== undefined) throw new QuestionRefused(problem);
  if (!(weight >= 0 && weight <= 1)) throw new QuestionRefused("Nearness counts from 0 to 1; give a weight between.");
  if (sort !== "relevance")
    throw new QuestionRefused("What is near is ranked by relevance; sort by date without a meaning.");
}
