import { decodeCursor, encodeCursor } from "../../lib/cursor.ts";
import type { Question } from "../question.ts";
import { QuestionRefused } from "./question-refused.ts";
import type { Place } from "./top-hits.ts";

/** The place of the last hit of a page. Whatever is added or deleted meanwhile, the next page begins behind it. */
export function cursorAt(sort: Question["sort"], { value, tie }: Place): string {
  return encodeCursor([sort, value, tie]);
}

/** Throws `QuestionRefused` for a cursor that is damaged, or of another order. */
export function placeOf({ sort, after }: Question): Place | undefined {
  if (after === undefined) return undefined;
  const [cursorSort, value, tie] = decodeCursor(after, 3) ?? [];
  if (cursorSort !== sort || typeof value !== "number" || typeof tie !== "number")
    throw new QuestionRefused("The page's address is damaged or belongs to another order; begin at the first page.");
  return { value, tie };
}
