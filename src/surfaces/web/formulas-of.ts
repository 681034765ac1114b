import type { Paper } from "../../domain/paper.ts";
import type { Formulas, MathRenderer } from "../../lib/math.ts";

/** Renders the formulas of all that a list of papers shows. */
export async function formulasOf(math: MathRenderer, papers: readonly Paper[]): Promise<Formulas> {
  return await math.prepare(papers.flatMap(({ title, abstract, summary }) => [title, abstract ?? summary ?? ""]));
}
