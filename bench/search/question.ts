/** A question as all engines of a comparison are asked it. All filters must hold; the best twenty are wanted. */
export interface BenchQuestion {
  /** Plain words; empty when only the vector asks. */
  readonly words: string;
  /** Any of the words, all of them, or all side by side. */
  readonly match: "any" | "all" | "phrase";
  readonly category?: string;
  /** Days since 1970-01-01, both included. */
  readonly from?: number;
  readonly until?: number;
  /** By date instead of by relevance. */
  readonly isNewestFirst?: boolean;
  readonly vector?: Float32Array;
}

export const QUESTION_CLASSES = [
  "phrase",
  "question",
  "common",
  "category",
  "year",
  "newest",
  "vector",
  "fused",
  "quoted",
  "all",
] as const;

export type QuestionClass = (typeof QUESTION_CLASSES)[number];

export type Questions = Readonly<Record<QuestionClass, readonly BenchQuestion[]>>;

/** How many best papers are asked for. */
export const LIMIT = 20;

/** As JSON, vectors as plain rows of numbers. */
export const formatQuestions = (questions: Questions): string =>
  JSON.stringify(questions, (_, value: unknown) => (value instanceof Float32Array ? [...value] : value));

export function parseQuestions(json: string): Questions {
  const revived = (_: string, value: unknown): unknown =>
    Array.isArray(value) && typeof value[0] === "number" ? Float32Array.from(value) : value;
  return JSON.parse(json, revived) as Questions;
}
