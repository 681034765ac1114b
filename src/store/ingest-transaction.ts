import type { Identifier } from "../domain/identifier.ts";
import type { Paper, PaperFacts, PaperId } from "../domain/paper.ts";
import type { Appearance, UpstreamRecord } from "../domain/sighting.ts";
import type { SourceId } from "../domain/source-id.ts";
import type { Problem } from "../lib/parsed.ts";
import type { PaperEvent, PaperKey, PullOutcome } from "./store.ts";

/** Facts as they are kept; a damaged id stays with them, since a later record may tell which paper was meant. */
export interface KeptFacts extends PaperFacts {
  readonly damagedArxivId?: string | undefined;
}

/** A sighting as it is kept: with the times it was first seen and last changed. Seen again unchanged, it stays as it is. */
export interface KeptSighting {
  readonly source: SourceId;
  readonly sourceKey: string;
  readonly facts: KeptFacts;
  readonly record: UpstreamRecord;
  readonly firstSeenAt: number;
  readonly changedAt: number;
}

/** A paper with the sightings it is made of, as the ingest works on it. */
export interface PaperFile {
  readonly key: PaperKey | undefined;
  readonly name: PaperId;
  readonly createdAt: number;
  readonly sightings: readonly KeptSighting[];
}

/** What a batch of sightings may touch: any paper that shares one of these. */
export interface CandidateQuery {
  /** What a paper of the batch may come to be called. */
  readonly names: readonly PaperId[];
  readonly identifiers: readonly Identifier[];
  readonly titleKeys: readonly string[];
  readonly abstractKeys: readonly string[];
  readonly sourceKeys: readonly { readonly source: SourceId; readonly sourceKey: string }[];
}

/** A paper to be written whole: new when its file has no key. */
export interface PaperWrite {
  readonly file: PaperFile;
  readonly paper: Paper;
  readonly titleKey: string;
  readonly abstractKey: string | undefined;
  /** Keys of titles that some records give it besides its own: an older one, mostly. */
  readonly otherTitleKeys: readonly string[];
  /** Identifiers by which it is not known any more. */
  readonly lostIdentifiers: readonly Identifier[];
  /** Names by which it must be found besides its identifiers: former ids. */
  readonly formerNames: readonly PaperId[];
  /** Sightings that are new or have changed; the others are as the store has them. */
  readonly changedSightings: readonly KeptSighting[];
  readonly appearances: readonly (Appearance & { readonly source: SourceId })[];
  readonly events: readonly PaperEvent[];
  /** Papers that turned out to be this one; what refers to them moves here. */
  readonly absorbs: readonly PaperKey[];
}

export interface PaperAppearance extends Appearance {
  readonly key: PaperKey;
  readonly source: SourceId;
}

export interface ListingWrite {
  readonly digest: string;
  readonly name: string;
  readonly format: string;
  readonly createdAt: number;
}

export interface ListingTally {
  /** Entries read so far. */
  readonly found: number;
  /** Papers that were not known before and came since the last tally. */
  readonly addedNow: number;
  readonly problems: readonly Problem[];
}

export interface SourceProgress {
  readonly cursor?: Readonly<Record<string, string | number | null>> | undefined;
  readonly attemptedAt: number;
  readonly outcome: PullOutcome;
  readonly message?: string | undefined;
  readonly problems: readonly Problem[];
  readonly papersRead: number;
  /** A pull that goes on: problems add to those of its earlier batches. */
  readonly isContinued: boolean;
}

/** What the ingest may do within one transaction. */
export interface IngestTransaction {
  findCandidates(query: CandidateQuery): Promise<readonly PaperFile[]>;
  /** Writes papers and gives their keys, in order. */
  save(writes: readonly PaperWrite[], now: number): Promise<readonly PaperKey[]>;
  /** Puts papers on days' pages without any other change to them. */
  addAppearances(appearances: readonly PaperAppearance[]): Promise<void>;
  setSourceProgress(source: SourceId, progress: SourceProgress): Promise<void>;
  /** Opens a listing, or finds the one with the same digest. */
  openListing(listing: ListingWrite): Promise<number>;
  addListingItems(
    listingId: number,
    items: readonly { readonly position: number; readonly key: PaperKey }[],
  ): Promise<void>;
  tallyListing(listingId: number, tally: ListingTally): Promise<void>;
  /** Forgets all sightings of a source; gives the papers they belonged to, with what is left of them. */
  removeSource(source: SourceId): Promise<readonly PaperFile[]>;
  removePapers(keys: readonly PaperKey[]): Promise<void>;
  readNote(name: string): Promise<string | undefined>;
  writeNote(name: string, value: string): Promise<void>;
}
