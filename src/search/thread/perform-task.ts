import type { PaperReads } from "../../store/store.ts";
import type { PaperAnswer } from "../paper-question.ts";
import { answerQuestion, countMatches, type Answering } from "./answer-question.ts";
import { findAlike } from "./find-alike.ts";
import type { FollowingIndex } from "./following-index.ts";
import type { FollowingNames } from "./following-names.ts";
import type { Answered, IndexTask, TaskName } from "./messages.ts";

export interface Desk {
  readonly following: FollowingIndex;
  readonly names: FollowingNames;
  readonly papers: Pick<PaperReads, "lastChangesOf">;
}

const NOTHING_FOUND: PaperAnswer = {
  hits: [],
  total: 0,
  isTotalExact: true,
  facets: {},
  corrections: [],
  isMeaningUsed: false,
};

/** Does what the thread is asked. Throws `UserError` for what the engine refuses. */
export async function performTask(
  { following: { index, embedder }, names, papers }: Desk,
  { name, asked }: IndexTask,
  deadline: () => boolean,
): Promise<Answered<TaskName>> {
  if (name === "suggest") return names.book.suggest(asked.text, asked.limit);
  const correct = (word: string): string | undefined => (names.isReady ? names.book.correct(word) : undefined);
  const answering: Answering | undefined = index && { index, embedder, correct, deadline };
  switch (name) {
    case "search":
      return answering ? await answerQuestion(answering, asked.question, asked.range) : NOTHING_FOUND;
    case "count":
      return answering ? countMatches(answering, asked) : asked.map(() => ({ total: 0, isTotalExact: true }));
    case "similar":
      return answering ? await findAlike(answering, papers, asked) : [];
  }
}
