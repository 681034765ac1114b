import type { Identifier } from "./identifier.ts";
import type { SourceId } from "./source-id.ts";

declare const paperIdBrand: unique symbol;

/** A paper's one name here: its strongest identifier (`2501.01234`, `10.1000/xyz`), or `p-…` while it has none. */
export type PaperId = string & { readonly [paperIdBrand]: "PaperId" };

export interface Author {
  readonly name: string;
  readonly affiliation?: string | undefined;
}

/** A date as exactly as the source knew it (ISO 8601): `2026-08-21`, `2026-08`, `2026`, or `--08-21` without a year. */
export type PartialDate = string;

/** One revision of a paper. */
export interface Version {
  readonly number: number;
  /** When it was submitted. */
  readonly date?: PartialDate | undefined;
  readonly size?: string | undefined;
  readonly isWithdrawn?: boolean | undefined;
}

export interface Withdrawal {
  readonly reason?: string | undefined;
}

/** What readers elsewhere did: numbers brought from upstream, labelled as theirs wherever they are shown. */
export interface Counts {
  readonly votes?: number | undefined;
  readonly comments?: number | undefined;
  readonly stars?: number | undefined;
}

export interface PaperLinks {
  readonly code?: string | undefined;
  readonly project?: string | undefined;
}

/** Where else a paper was seen, newest record of each source. */
export interface SeenIn {
  readonly source: SourceId;
  readonly sourceKey: string;
  readonly firstSeenAt: number;
  /** When its source first said what it says now. */
  readonly changedAt: number;
}

/** Everything that one or more records say of a paper. `undefined` means that nobody said. */
export interface PaperFacts {
  readonly identifiers: readonly Identifier[];
  readonly title: string;
  /** The title was guessed, from an abstract's first words say; any real one replaces it. */
  readonly isTitleProvisional?: boolean | undefined;
  /** The authors' own abstract. */
  readonly abstract?: string | undefined;
  /** Somebody else's words about the paper. Shown while there is no abstract, said to be a summary, never evidence of identity. */
  readonly summary?: string | undefined;
  readonly authors?: readonly Author[] | undefined;
  /** How many authors there are, where a source counts without naming. */
  readonly authorCount?: number | undefined;
  /** First submission or publication. */
  readonly published?: PartialDate | undefined;
  /** Date of the revision described here. */
  readonly updated?: PartialDate | undefined;
  /** Primary category first. */
  readonly categories?: readonly string[] | undefined;
  readonly versions?: readonly Version[] | undefined;
  readonly withdrawal?: Withdrawal | undefined;
  readonly venue?: string | undefined;
  readonly journalReference?: string | undefined;
  /** The authors' remark, such as `12 pages, 3 figures`. */
  readonly comment?: string | undefined;
  readonly license?: string | undefined;
  readonly organization?: string | undefined;
  readonly links?: PaperLinks | undefined;
  readonly counts?: Counts | undefined;
}

/** One work, put together from all its sightings. */
export interface Paper extends PaperFacts {
  readonly id: PaperId;
  readonly authors: readonly Author[];
  readonly authorCount: number;
  readonly categories: readonly string[];
  readonly versions: readonly Version[];
  readonly links: PaperLinks;
  readonly counts: Counts;
  readonly seenIn: readonly SeenIn[];
}
