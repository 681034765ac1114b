import type { Sighting } from "../domain/sighting.ts";
import type { SourceId } from "../domain/source-id.ts";
import type { Clock } from "../lib/clock.ts";
import type { Day } from "../lib/day.ts";
import type { HttpClient } from "../lib/http-client.ts";
import type { Problem } from "../lib/parsed.ts";

/** What a source remembers between pulls, as plain JSON: entity tags, tokens, the last day read. */
export type SourceCursor = Readonly<Record<string, string | number | null>>;

export interface PullRange {
  readonly since?: Day | undefined;
  readonly until?: Day | undefined;
}

export interface PullContext {
  readonly http: HttpClient;
  readonly clock: Clock;
  /** What the last finished batch left behind; empty at the first pull. */
  readonly cursor: SourceCursor;
  /** Days to read, when somebody asked for certain ones; the source decides otherwise. */
  readonly range: PullRange;
  readonly signal: AbortSignal;
}

/**
 * A portion of what a source has, saved in one transaction with its cursor: after a crash the next pull goes on from
 * there. `nothingBecause` says why a pull brought nothing, where the source knows.
 */
export interface PullBatch {
  readonly sightings: readonly Sighting[];
  readonly problems: readonly Problem[];
  readonly cursor: SourceCursor;
  readonly nothingBecause?: "weekend" | "holiday" | "nothing-new" | "unchanged" | undefined;
}

export interface SourceAbout {
  readonly id: SourceId;
  readonly homepage: string;
  /** The words a source asks to be shown where its data is used. */
  readonly acknowledgement?: string | undefined;
}

/** Somewhere papers come from. A pull throws `Unavailable` when upstream cannot be read; bad entries are problems instead. */
export interface Source {
  readonly about: SourceAbout;
  pull(context: PullContext): AsyncIterable<PullBatch>;
}
