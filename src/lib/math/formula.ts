import { splitMath, type TextPart } from "../tex.ts";

export type Formula = Extract<TextPart, { kind: "math" }>;

const MAX_FORMULAS_A_TEXT = 50;
const MAX_CHARACTERS = 1_000;
/** Groups within each other, and likewise the elements that are made of them. */
export const MAX_NESTING = 50;
/** Commands that define others, reach or draw outside the formula, or put attributes of the writer's choice into the page. */
const FORBIDDEN =
  /\\(?:[gex]?def|let|futurelet|global|(?:re)?newcommand|providecommand|href|url|html[a-zA-Z]*|includegraphics|class|style|id|data|require|input|rule|raise|lower|raisebox|above)(?![a-zA-Z])/;
const NESTING = /\\(?:begin|end|left|right)(?![a-zA-Z])|\\[\s\S]|[{}]/g;

/** The formulas of a text that may be rendered, in their order. */
export function formulasOf(text: string): readonly Formula[] {
  if (!/[$\\]/.test(text)) return [];
  const formulas = splitMath(text).filter((part): part is Formula => part.kind === "math");
  return formulas.slice(0, MAX_FORMULAS_A_TEXT).filter(({ tex }) => isWithinLimits(tex));
}

function isWithinLimits(tex: string): boolean {
  return tex.length <= MAX_CHARACTERS && !FORBIDDEN.test(tex) && nestingOf(tex) <= MAX_NESTING;
}

function nestingOf(tex: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [mark] of tex.matchAll(NESTING)) {
    if (mark === "{" || mark === "\\begin" || mark === "\\left") depth += 1;
    else if (mark === "}" || mark === "\\end" || mark === "\\right") depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
