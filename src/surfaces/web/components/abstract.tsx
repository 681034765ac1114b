import type { Paper } from "../../../domain/paper.ts";
import type { Formulas } from "../../../lib/math.ts";
import { Fold } from "./fold.tsx";
import { UpstreamText } from "./upstream-text.tsx";

/** Shorter texts fit the two lines of a list at any width that shows two columns. */
const TWO_LINES = 130;

interface AbstractProps {
  readonly paper: Paper;
  readonly formulas: Formulas;
  /** Unique on the page. */
  readonly id: string;
  readonly isWhole?: boolean;
}

/** An abstract in a list: two lines that open in place. */
export function Abstract({ paper, formulas, id, isWhole = false }: AbstractProps) {
  const text = paper.abstract ?? paper.summary;
  if (text === undefined) return <></>;
  const words = (
    <p class="abstract" dir="auto">
      {paper.abstract === undefined && <span class="run-in">Summary </span>}
      <UpstreamText text={text} formulas={formulas} />
    </p>
  );
  if (isWhole || text.length <= TWO_LINES) return words;
  return <Fold id={id}>{words}</Fold>;
}
