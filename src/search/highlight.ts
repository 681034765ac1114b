import type { Query } from "../domain/query.ts";
import type { Paper } from "../domain/paper.ts";
import { chooseWindow } from "./highlight/choose-window.ts";
import { findMatches } from "./highlight/find-matches.ts";
import { segmentsOf, type TextSegment } from "./highlight/segments.ts";
import { wantedBy } from "./highlight/wanted.ts";
import type { Correction } from "./paper-question.ts";

/** A stretch of an abstract, and whether more stands before and after it. */
export interface Snippet {
  readonly segments: readonly TextSegment[];
  readonly isCutBefore: boolean;
  readonly isCutAfter: boolean;
}

/** Where a paper matches a question. Segments joined give the text; formulas (`$…$`) are never cut. */
export interface Highlights {
  readonly title: readonly TextSegment[];
  /** The first hundred authors, in order. */
  readonly authors: readonly (readonly TextSegment[])[];
  /** The most telling 300 characters of the abstract or summary; undefined where there is none. */
  readonly snippet: Snippet | undefined;
  /** Words and “phrases” of the question that the paper has. */
  readonly words: readonly string[];
}

export type Highlighter = (paper: Paper) => Highlights;

const MOST_AUTHORS = 100;

/** Marks in papers what a question asks for, as the index compares words. */
export function createHighlighter(query: Query, corrections: readonly Correction[] = []): Highlighter {
  const wanted = wantedBy(query, corrections);
  return ({ title, authors, abstract, summary }) => {
    const names = authors.slice(0, MOST_AUTHORS).map(({ name }) => name);
    const text = abstract ?? summary ?? "";
    const inTitle = findMatches(title, wanted, "title");
    const inNames = names.map((name) => findMatches(name, wanted, "author"));
    const inText = findMatches(text, wanted, undefined);
    return {
      title: segmentsOf(title, inTitle),
      authors: names.map((name, at) => segmentsOf(name, inNames[at] ?? [])),
      snippet: text === "" ? undefined : snippetOf(text, inText),
      words: [...new Set([...inTitle, ...inNames.flat(), ...inText].map(({ label }) => label))],
    };
  };
}

function snippetOf(text: string, matches: ReturnType<typeof findMatches>): Snippet {
  const { start, end } = chooseWindow(text, matches);
  const inside = matches.filter((match) => match.start >= start && match.end <= end);
  const shifted = inside.map((match) => ({ start: match.start - start, end: match.end - start }));
  return {
    segments: segmentsOf(text.slice(start, end), shifted),
    isCutBefore: start > 0,
    isCutAfter: end < text.length,
  };
}
