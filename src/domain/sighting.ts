import type { Day } from "../lib/day.ts";
import type { PaperFacts } from "./paper.ts";
import type { SourceId } from "./source-id.ts";

/**
 * Why a paper stands on a day's page: announced by arXiv (as new, as a cross-listing, or as a revision) or featured
 * by a site that picks papers. A revision is told to readers but does not make a paper news again.
 */
export type AppearanceKind = "new" | "cross" | "replace" | "featured";

export interface Appearance {
  readonly day: Day;
  readonly kind: AppearanceKind;
}

/** What upstream sent, so that a better parser can be run over the past. */
export interface UpstreamRecord {
  /** The parser that reads it: `arxiv-feed`, `arxiv-oai`, `hugging-face`, `bibtex`, … */
  readonly format: string;
  readonly text: string;
}

/** One source's record of a paper. `source` and `sourceKey` name it: reading it again replaces it. */
export interface Sighting {
  readonly source: SourceId;
  readonly sourceKey: string;
  readonly facts: PaperFacts;
  /** An arXiv id that lost digits on its way, as found; the title decides which paper was meant. */
  readonly damagedArxivId?: string | undefined;
  readonly appearances: readonly Appearance[];
  readonly record: UpstreamRecord;
}

const STRENGTH: Record<AppearanceKind, number> = { featured: 4, new: 3, cross: 2, replace: 1 };

/** Of two reasons for one day, the one that counts. */
export function strongerKind(a: AppearanceKind, b: AppearanceKind): AppearanceKind {
  return STRENGTH[a] >= STRENGTH[b] ? a : b;
}
