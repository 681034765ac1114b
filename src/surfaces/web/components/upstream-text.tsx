import type { Formulas } from "../../../lib/math.ts";
import { renderText } from "../../../lib/math-text.ts";

/** Upstream's words with their formulas set. */
export function UpstreamText({ text, formulas }: { readonly text: string; readonly formulas: Formulas }) {
  return <>{renderText(text, formulas)}</>;
}
