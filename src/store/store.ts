import type { AppearanceKind } from "../domain/sighting.ts";
import type { Identifier } from "../domain/identifier.ts";
import type { Paper, PaperId, PartialDate } from "../domain/paper.ts";
import type { SourceId } from "../domain/source-id.ts";
import type { Day } from "../lib/day.ts";
import type { Problem } from "../lib/parsed.ts";
import type { CandidateQuery, IngestTransaction, PaperFile } from "./ingest-transaction.ts";
import type { JobStore } from "./job-store.ts";
import type { HostTurnStore } from "./host-turn-store.ts";
import type { OutboxStore } from "./outbox-store.ts";
import type { SubscriptionStore } from "./subscription-store.ts";
import type { TrendingStore } from "./trending-store.ts";

declare const paperKeyBrand: unique symbol;

/** The store's own number of a paper: never shown, never changes while the paper lives. */
export type PaperKey = number & { readonly [paperKeyBrand]: "PaperKey" };

export interface StoredPaper {
  readonly key: PaperKey;
  readonly paper: Paper;
}

/** Something that happened to a paper after we first saw it. */
export interface PaperEvent {
  readonly kind: "withdrawn" | "restored" | "published" | "retitled" | "revised" | "merged";
  readonly at: number;
  readonly detail: string;
}

export interface CountPoint {
  readonly source: SourceId;
  readonly day: Day;
  readonly votes?: number;
  readonly comments?: number;
  readonly stars?: number;
}

/** What the search index needs to know of a changed paper; `paper` is absent when it is gone. */
export interface PaperChange {
  readonly change: number;
  readonly key: PaperKey;
  readonly paper?: {
    readonly name: PaperId;
    readonly title: string;
    readonly authors: string;
    readonly abstract: string;
    readonly categories: readonly string[];
    readonly published: PartialDate | undefined;
    /** The first day it appeared on. */
    readonly firstDay: Day | undefined;
    readonly sources: readonly SourceId[];
    readonly hasCode: boolean;
    readonly venue: string | undefined;
    readonly votes: number;
  };
}

export interface PaperReads {
  /** The paper that goes by this name: its own id, a former one, or any identifier of it. */
  find(name: string): Promise<StoredPaper | undefined>;
  findByIdentifier(identifier: Identifier): Promise<StoredPaper | undefined>;
  /** Papers in the order of `keys`; those that are gone are left out. */
  load(keys: readonly PaperKey[]): Promise<readonly StoredPaper[]>;
  withTitleKey(titleKey: string): Promise<readonly PaperKey[]>;
  /** Other papers by the first few of these authors or the last: those by most of them first, then those that came last. */
  byAuthors(names: readonly string[], limit: number, except: PaperKey): Promise<readonly StoredPaper[]>;
  appearances(key: PaperKey): Promise<readonly { day: Day; kind: AppearanceKind; source: SourceId }[]>;
  events(key: PaperKey): Promise<readonly PaperEvent[]>;
  countHistory(key: PaperKey): Promise<readonly CountPoint[]>;
  count(): Promise<number>;
  /** Changes after `after`, oldest first: the log that the search index follows. */
  changesSince(after: number, limit: number): Promise<readonly PaperChange[]>;
  /** The newest change of each of these papers; those that are gone are left out. */
  lastChangesOf(keys: readonly PaperKey[]): Promise<readonly PaperChange[]>;
  lastChange(): Promise<number>;
  /** Tells this database from any other: change numbers mean nothing elsewhere. */
  origin(): Promise<string>;
}

/** One paper's place in an edition: just enough to filter, order and page. */
export interface EditionEntry {
  readonly key: PaperKey;
  readonly name: PaperId;
  /** The last of its days within the period. */
  readonly day: Day;
  readonly votes: number;
  readonly published: string | undefined;
  readonly categories: readonly string[];
  /** Votes that the prior expects. */
  readonly guess?: number | undefined;
}

export interface EditionReads {
  /** Every paper announced or featured from `first` to `last`, each once. Revisions are left out. */
  entries(first: Day, last: Day): Promise<readonly EditionEntry[]>;
  /** How many papers each day's edition has; days without papers are absent. */
  countByDay(first: Day, last: Day): Promise<ReadonlyMap<Day, number>>;
  /** The nearest days with papers. */
  dayBefore(day: Day): Promise<Day | undefined>;
  dayAfter(day: Day): Promise<Day | undefined>;
}

export interface Listing {
  readonly id: number;
  readonly name: string;
  readonly format: string;
  readonly createdAt: number;
  readonly found: number;
  readonly added: number;
  readonly known: number;
  readonly problems: readonly Problem[];
}

export interface ListingReads {
  find(id: number): Promise<Listing | undefined>;
  /** Newest first; `before` is the id of the last one of the page before. */
  newest(limit: number, before?: number): Promise<readonly Listing[]>;
  /** Papers in the listing's order, from position `after` (exclusive). */
  papers(id: number, limit: number, after?: number): Promise<readonly { position: number; key: PaperKey }[]>;
}

export type PullOutcome = "ok" | "weekend" | "holiday" | "nothing-new" | "unchanged" | "throttled" | "failed";

export interface SourceState {
  readonly source: SourceId;
  readonly cursor: Readonly<Record<string, string | number | null>>;
  readonly lastAttemptAt: number | undefined;
  readonly lastSuccessAt: number | undefined;
  readonly outcome: PullOutcome | undefined;
  /** What went wrong, in words for readers. */
  readonly message: string | undefined;
  /** Entries of the last pull that could not be read. */
  readonly problems: readonly Problem[];
  /** Records read since the beginning. */
  readonly papersRead: number;
}

export interface SourceReads {
  state(source: SourceId): Promise<SourceState>;
  /** Sightings kept of each source. */
  sightingCounts(): Promise<ReadonlyMap<SourceId, number>>;
}

/** Everything Broadsheet remembers. Reads are open to all; what writes goes through the verbs that own it. */
export interface Store extends AsyncDisposable {
  readonly papers: PaperReads;
  readonly editions: EditionReads;
  readonly listings: ListingReads;
  readonly sources: SourceReads;
  readonly jobs: JobStore;
  readonly hostTurns: HostTurnStore;
  readonly subscriptions: SubscriptionStore;
  readonly outbox: OutboxStore;
  readonly trending: TrendingStore;
  /** What an ingest of such sightings would meet; for previews. */
  findCandidates(query: CandidateQuery): Promise<readonly PaperFile[]>;
  /** One transaction of the ingest: all of `work` is kept, or nothing. Only one runs at a time, across processes. */
  ingest<Result>(work: (transaction: IngestTransaction) => Promise<Result>): Promise<Result>;
}
