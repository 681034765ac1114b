import type { EmbedderChoice } from "../embedder-choice.ts";
import type {
  AnswerRange,
  Likeness,
  LikenessQuestion,
  PaperAnswer,
  PaperCount,
  PaperQuestion,
  Suggestions,
} from "../paper-question.ts";

/** What the index thread is told at its start. */
export interface IndexThreadOptions {
  readonly databaseFile: string;
  readonly indexFolder: string;
  readonly embedder: EmbedderChoice;
  /** Between two looks at the change log. */
  readonly pollMs: number;
  /** After which a question is given up. */
  readonly deadlineMs: number;
}

/** What the thread can be asked, and what it answers. */
export interface IndexTasks {
  readonly search: {
    readonly asked: { readonly question: PaperQuestion; readonly range: AnswerRange };
    readonly answer: PaperAnswer;
  };
  readonly count: { readonly asked: readonly PaperQuestion[]; readonly answer: readonly PaperCount[] };
  readonly similar: { readonly asked: LikenessQuestion; readonly answer: readonly Likeness[] };
  readonly suggest: {
    readonly asked: { readonly text: string; readonly limit: number };
    readonly answer: Suggestions;
  };
}

export type TaskName = keyof IndexTasks;
export type Asked<Name extends TaskName> = IndexTasks[Name]["asked"];
export type Answered<Name extends TaskName> = IndexTasks[Name]["answer"];

/** One task with what it is asked. */
export type IndexTask = { [Name in TaskName]: { readonly name: Name; readonly asked: Asked<Name> } }[TaskName];

export type IndexRequest =
  | { readonly kind: "task"; readonly id: number; readonly task: IndexTask }
  | { readonly kind: "catch-up"; readonly id: number; readonly change: number }
  | { readonly kind: "stop" };

export type IndexReply =
  | { readonly kind: "progress"; readonly indexed: number; readonly total: number; readonly isReady: boolean }
  | { readonly kind: "answered"; readonly id: number; readonly answer: Answered<TaskName> }
  | { readonly kind: "caught-up"; readonly id: number }
  /** `isRefused`: the question itself cannot be answered, and the message is safe to show. */
  | { readonly kind: "unanswered"; readonly id: number; readonly message: string; readonly isRefused: boolean }
  | { readonly kind: "trouble"; readonly message: string }
  | { readonly kind: "rebuilding"; readonly reason: string };
