import type { PaperId } from "../../../domain/paper.ts";
import type { Formulas } from "../../../lib/math.ts";
import type { SimilarPaper } from "../../../search/similar-papers.ts";
import { similarPath } from "../addresses.ts";
import { SimilarList } from "./similar-list.tsx";

interface SimilarSectionProps {
  readonly id: PaperId;
  /** Undefined when they were not found in time. */
  readonly similar: readonly SimilarPaper[] | undefined;
  readonly formulas: Formulas;
}

/** The papers most like one, below it; just the way there, while the index is not ready. */
export function SimilarSection({ id, similar, formulas }: SimilarSectionProps) {
  if (similar?.length === 0) return <></>;
  return (
    <section class="related" aria-labelledby="similar">
      <p class="label" id="similar">
        Similar papers
      </p>
      {similar && <SimilarList similar={similar} formulas={formulas} />}
      <p class="follow">
        <a href={similarPath(id)}>{similar ? "More, and by problem, method or result" : "Find papers like this"}</a>
      </p>
    </section>
  );
}
