import type { Formulas } from "../../../lib/math.ts";
import type { SimilarPaper } from "../../../search/similar-papers.ts";
import { PaperList } from "./paper-list.tsx";
import { WhyAlike } from "./why-alike.tsx";

interface SimilarListProps {
  readonly similar: readonly SimilarPaper[];
  readonly formulas: Formulas;
}

/** Papers with what makes each like the one, or the text, that was asked about. */
export function SimilarList({ similar, formulas }: SimilarListProps) {
  const byId = new Map(similar.map((one) => [one.stored.paper.id, one]));
  return (
    <PaperList
      name="similar"
      papers={similar.map(({ stored }) => stored.paper)}
      formulas={formulas}
      foot={({ id }) => {
        const one = byId.get(id);
        return one && <WhyAlike score={one.score} words={one.words} />;
      }}
    />
  );
}
