import type { Paper } from "../../../domain/paper.ts";
import type { Formulas } from "../../../lib/math.ts";
import type { Snippet } from "../../../search/highlight.ts";
import { Fold } from "./fold.tsx";
import { MarkedText } from "./marked-text.tsx";
import { UpstreamText } from "./upstream-text.tsx";

interface ExcerptProps {
  readonly paper: Paper;
  readonly snippet: Snippet;
  readonly formulas: Formulas;
  /** Unique on the page. */
  readonly id: string;
}

/** What of an abstract a search was for; the whole opens in place. */
export function Excerpt({ paper, snippet, formulas, id }: ExcerptProps) {
  const { segments, isCutBefore, isCutAfter } = snippet;
  const isCut = isCutBefore || isCutAfter;
  const runIn = paper.abstract === undefined && <span class="run-in">Summary </span>;
  const found = (
    <p class={isCut ? "abstract when-closed" : "abstract"} dir="auto">
      {runIn}
      {isCutBefore && "… "}
      <MarkedText segments={segments} formulas={formulas} />
      {isCutAfter && " …"}
    </p>
  );
  if (!isCut) return found;
  return (
    <Fold id={id} class="fold excerpt">
      {found}
      <p class="abstract when-open" dir="auto">
        {runIn}
        <UpstreamText text={paper.abstract ?? paper.summary ?? ""} formulas={formulas} />
      </p>
    </Fold>
  );
}
