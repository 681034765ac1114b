import type { Child } from "hono/jsx";
import type { Paper } from "../../../domain/paper.ts";
import type { Formulas } from "../../../lib/math.ts";
import type { Highlights } from "../../../search/highlight.ts";
import { paperPath } from "../addresses.ts";
import { Abstract } from "./abstract.tsx";
import { Byline } from "./authors.tsx";
import { Excerpt } from "./excerpt.tsx";
import { Kicker } from "./kicker.tsx";
import { MarkedText } from "./marked-text.tsx";
import { PaperFacts } from "./paper-facts.tsx";
import { UpstreamText } from "./upstream-text.tsx";

interface PaperListProps {
  readonly papers: readonly Paper[];
  readonly formulas: Formulas;
  readonly categoryPath?: ((category: string) => string) | undefined;
  /** The first paper is set larger. */
  readonly hasLead?: boolean;
  /** Sets the lists of one page apart. */
  readonly name?: string;
  /** Position of the first paper, counting from 1. */
  readonly start?: number;
  /** A word about a paper, such as why it was found. */
  readonly note?: ((paper: Paper) => Child) | undefined;
  /** Where a paper matches a search: its title, byline and abstract are shown with that marked. */
  readonly highlights?: ((paper: Paper) => Highlights | undefined) | undefined;
  /** What stands under a paper, such as why it has its place. */
  readonly foot?: ((paper: Paper) => Child) | undefined;
}

/** Papers one below the other: the form every list of papers has. */
export function PaperList(props: PaperListProps) {
  const { papers, formulas, categoryPath, hasLead = false, name = "paper", start = 1, note, foot, highlights } = props;
  return (
    <ol class="papers" start={start}>
      {papers.map((paper, index) => (
        <PaperItem
          paper={paper}
          formulas={formulas}
          categoryPath={categoryPath}
          isLead={hasLead && index === 0}
          id={`${name}-${index}-abstract`}
          note={note?.(paper)}
          marks={highlights?.(paper)}
          foot={foot?.(paper)}
        />
      ))}
    </ol>
  );
}

interface PaperItemProps {
  readonly paper: Paper;
  readonly formulas: Formulas;
  readonly categoryPath: ((category: string) => string) | undefined;
  readonly isLead: boolean;
  readonly id: string;
  readonly note: Child;
  readonly marks: Highlights | undefined;
  readonly foot: Child;
}

function PaperItem({ paper, formulas, categoryPath, isLead, id, note, marks, foot }: PaperItemProps) {
  return (
    <li>
      <article class={isLead ? "paper lead" : "paper"}>
        <Kicker paper={paper} categoryPath={categoryPath} />
        <h2 dir="auto">
          <a href={paperPath(paper.id)}>
            {marks ? (
              <MarkedText segments={marks.title} formulas={formulas} />
            ) : (
              <UpstreamText text={paper.title} formulas={formulas} />
            )}
          </a>
        </h2>
        <Byline paper={paper} marked={marks?.authors} />
        {note}
        {paper.withdrawal && <p class="notice">Withdrawn by its authors</p>}
        {marks?.snippet ? (
          <Excerpt paper={paper} snippet={marks.snippet} formulas={formulas} id={id} />
        ) : (
          <Abstract paper={paper} formulas={formulas} id={id} isWhole={isLead} />
        )}
        <PaperFacts paper={paper} />
        {foot}
      </article>
    </li>
  );
}
