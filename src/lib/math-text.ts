import { escapeHtml, joinHtml, type SafeHtml } from "./html.ts";
import type { Formulas } from "./math.ts";
import { splitMath } from "./tex.ts";

/** Text as markup, each formula rendered where `formulas` has it and shown as its source where not. */
export function renderText(text: string, formulas: Formulas): SafeHtml {
  return joinHtml(
    splitMath(text).map((part) => {
      if (part.kind === "text") return escapeHtml(part.text);
      return formulas.get(part.source) ?? escapeHtml(part.source);
    }),
  );
}
