import type { Child } from "hono/jsx";
import type { Paper } from "../../../domain/paper.ts";
import type { Formulas } from "../../../lib/math.ts";
import { paperPath } from "../addresses.ts";
import { Abstract } from "./abstract.tsx";
import { Byline } from "./authors.tsx";
import { Kicker } from "./kicker.tsx";
import { PaperFacts } from "./paper-facts.tsx";
import { UpstreamText } from "./upstream-text.tsx";

interface PaperListProps {
  readonly papers: readonly Paper[];
  readonly formulas: Formulas;
  readonly categoryPath?: ((category: string) => string) | undefined;
  /** The first paper is set larger. */
  readonly hasLead?: boolean;
  /** Position of the first paper, counting from 1. */
  readonly start?: number;
  /** A word about a paper, such as why it was found. */
  readonly note?: ((paper: Paper) => Child) | undefined;
}

/** Papers one below the other: the form every list of papers has. */
export function PaperList({ papers, formulas, categoryPath, hasLead = false, start = 1, note }: PaperListProps) {
  return (
    <ol class="papers" start={start}>
      {papers.map((paper, index) => (
        <PaperItem
          paper={paper}
          formulas={formulas}
          categoryPath={categoryPath}
          isLead={hasLead && index === 0}
          id={`abstract-${index}`}
          note={note?.(paper)}
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
}

function PaperItem({ paper, formulas, categoryPath, isLead, id, note }: PaperItemProps) {
  return (
    <li>
      <article class={isLead ? "paper lead" : "paper"}>
        <Kicker paper={paper} categoryPath={categoryPath} />
        <h2 dir="auto">
          <a href={paperPath(paper.id)}>
            <UpstreamText text={paper.title} formulas={formulas} />
          </a>
        </h2>
        <Byline paper={paper} />
        {note}
        {paper.withdrawal && <p class="notice">Withdrawn by its authors</p>}
        <Abstract paper={paper} formulas={formulas} id={id} isWhole={isLead} />
        <PaperFacts paper={paper} />
      </article>
    </li>
  );
}
