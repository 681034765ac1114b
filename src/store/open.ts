import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { Kysely } from "kysely";
import { EditionTable } from "./edition-reads.ts";
import { HostTurnTable } from "./host-turn-table.ts";
import { findCandidates } from "./ingest-candidates.ts";
import type { CandidateQuery, IngestTransaction, PaperFile } from "./ingest-transaction.ts";
import { IngestWriter } from "./ingest-writer.ts";
import { JobTable } from "./job-table.ts";
import { ListingTable } from "./listing-reads.ts";
import { migrate } from "./migrate.ts";
import { OutboxTable } from "./outbox-table.ts";
import { PaperTable } from "./paper-reads.ts";
import type { Tables } from "./schema.ts";
import { SourceTable } from "./source-reads.ts";
import { sqliteDialect } from "./sqlite/dialect.ts";
import { explainStoreFailure } from "./sqlite/store-failure.ts";
import type { PaperReads, Store } from "./store.ts";
import { SubscriptionTable } from "./subscription-table.ts";
import { TrendingTable } from "./trending-table.ts";

/** Reads and writes use a connection each: pages are served while a batch is being saved. */
class SqlStore implements Store {
  readonly #file: string;
  readonly #reader: Kysely<Tables>;
  readonly #writer: Kysely<Tables>;
  readonly papers: PaperTable;
  readonly editions: EditionTable;
  readonly listings: ListingTable;
  readonly sources: SourceTable;
  readonly jobs: JobTable;
  readonly hostTurns: HostTurnTable;
  readonly subscriptions: SubscriptionTable;
  readonly outbox: OutboxTable;
  readonly trending: TrendingTable;

  constructor(file: string, reader: Kysely<Tables>, writer: Kysely<Tables>) {
    this.#file = file;
    this.#reader = reader;
    this.#writer = writer;
    this.papers = new PaperTable(reader);
    this.editions = new EditionTable(reader);
    this.listings = new ListingTable(reader);
    this.sources = new SourceTable(reader);
    this.jobs = new JobTable(writer);
    this.hostTurns = new HostTurnTable(writer);
    this.subscriptions = new SubscriptionTable(writer);
    this.outbox = new OutboxTable(writer);
    this.trending = new TrendingTable({ reader, writer });
  }

  async findCandidates(query: CandidateQuery): Promise<readonly PaperFile[]> {
    return await findCandidates(this.#reader, query);
  }

  async ingest<Result>(work: (transaction: IngestTransaction) => Promise<Result>): Promise<Result> {
    try {
      return await this.#writer.transaction().execute(async (transaction) => await work(new IngestWriter(transaction)));
    } catch (error) {
      throw explainStoreFailure(this.#file, error);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#reader.destroy();
    await this.#writer.destroy();
  }
}

const connect = (file: string, isReadOnly: boolean): Kysely<Tables> =>
  new Kysely<Tables>({ dialect: sqliteDialect(file, { isReadOnly }) });

/**
 * Opens the store in a database file, made and brought to the present schema where needed.
 * Throws `UserError` when the file cannot be used, saying what to do.
 */
export async function openStore(file: string): Promise<Store> {
  try {
    makeFolder(dirname(file));
    const writer = connect(file, false);
    await migrate(writer);
    return new SqlStore(file, connect(file, true), writer);
  } catch (error) {
    throw explainStoreFailure(file, error);
  }
}

/** A step at a time: where nothing can be made, as in `/proc`, Node's own recursive form may never return. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

export interface PaperReader extends AsyncDisposable {
  readonly papers: PaperReads;
}

/** Opens an existing store for reading papers only, as the search index does in its own thread. */
export function openPaperReader(file: string): PaperReader {
  const db = connect(file, true);
  return { papers: new PaperTable(db), [Symbol.asyncDispose]: async () => await db.destroy() };
}
