import type { Kysely } from "kysely";
import type { SourceId } from "../domain/source-id.ts";
import type { Problem } from "../lib/parsed.ts";
import { chunks } from "./chunks.ts";
import { findCandidates, loadFiles } from "./ingest-candidates.ts";
import type {
  CandidateQuery,
  IngestTransaction,
  ListingTally,
  ListingWrite,
  PaperAppearance,
  PaperFile,
  PaperWrite,
  SourceProgress,
} from "./ingest-transaction.ts";
import { addAppearances, removePapers, savePapers, touchPapers } from "./paper-writes.ts";
import type { Tables } from "./schema.ts";
import type { PaperKey } from "./store.ts";

/** Problems kept of one pull or listing: enough to see what is wrong, not a copy of a broken feed. */
const PROBLEMS_KEPT = 200;

const keep = (problems: readonly Problem[]): string => JSON.stringify(problems.slice(0, PROBLEMS_KEPT));

/** The ingest's hands on an open transaction. */
export class IngestWriter implements IngestTransaction {
  readonly #db: Kysely<Tables>;

  constructor(transaction: Kysely<Tables>) {
    this.#db = transaction;
  }

  async findCandidates(query: CandidateQuery): Promise<readonly PaperFile[]> {
    return await findCandidates(this.#db, query);
  }

  async save(writes: readonly PaperWrite[], now: number): Promise<readonly PaperKey[]> {
    return await savePapers(this.#db, writes, now);
  }

  async addAppearances(appearances: readonly PaperAppearance[]): Promise<void> {
    // Whoever keeps an edition, the first day of a paper or its trend in memory follows the changes.
    await touchPapers(this.#db, await addAppearances(this.#db, appearances));
  }

  async setSourceProgress(source: SourceId, progress: SourceProgress): Promise<void> {
    const { attemptedAt, outcome, papersRead } = progress;
    const isFailure = outcome === "failed" || outcome === "throttled";
    const before = await this.#db
      .selectFrom("source_state")
      .selectAll()
      .where("source", "=", source)
      .executeTakeFirst();
    const earlier = progress.isContinued && before ? (JSON.parse(before.problems) as readonly Problem[]) : [];
    const row = {
      source,
      cursor: progress.cursor ? JSON.stringify(progress.cursor) : (before?.cursor ?? "{}"),
      last_attempt_at: attemptedAt,
      last_success_at: isFailure ? (before?.last_success_at ?? null) : attemptedAt,
      outcome,
      message: progress.message ?? null,
      problems: keep([...earlier, ...progress.problems]),
      papers_read: (before?.papers_read ?? 0) + papersRead,
    };
    await this.#db
      .insertInto("source_state")
      .values(row)
      .onConflict((conflict) => conflict.column("source").doUpdateSet(row))
      .execute();
  }

  async openListing({ digest, name, format, createdAt }: ListingWrite): Promise<number> {
    const known = await this.#db.selectFrom("listing").select("id").where("digest", "=", digest).executeTakeFirst();
    if (known) return known.id;
    const { id } = await this.#db
      .insertInto("listing")
      .values({ digest, name, format, created_at: createdAt, found: 0, added: 0, known: 0, problems: "[]" })
      .returning("id")
      .executeTakeFirstOrThrow();
    return id;
  }

  async addListingItems(
    listingId: number,
    items: readonly { readonly position: number; readonly key: PaperKey }[],
  ): Promise<void> {
    const rows = items.map(({ position, key }) => ({ listing_id: listingId, position, paper_id: key }));
    for (const part of chunks(rows, 3)) {
      await this.#db
        .insertInto("listing_item")
        .values(part)
        .onConflict((conflict) =>
          conflict
            .columns(["listing_id", "position"])
            .doUpdateSet((row) => ({ paper_id: row.ref("excluded.paper_id") })),
        )
        .execute();
    }
  }

  async tallyListing(listingId: number, tally: ListingTally): Promise<void> {
    // Brought again, a listing is not shorter, and what it added before stays told.
    const before = await this.#db
      .selectFrom("listing")
      .select(["found", "added"])
      .where("id", "=", listingId)
      .executeTakeFirstOrThrow();
    const found = Math.max(before.found, tally.found);
    const added = before.added + tally.addedNow;
    const row = { found, added, known: found - added, problems: keep(tally.problems) };
    await this.#db.updateTable("listing").set(row).where("id", "=", listingId).execute();
  }

  async removeSource(source: SourceId): Promise<readonly PaperFile[]> {
    const rows = await this.#db.deleteFrom("sighting").where("source", "=", source).returning("paper_id").execute();
    await this.#db.deleteFrom("appearance").where("source", "=", source).execute();
    await this.#db.deleteFrom("count_history").where("source", "=", source).execute();
    return await loadFiles(this.#db, [...new Set(rows.map(({ paper_id }) => paper_id))]);
  }

  async removePapers(keys: readonly PaperKey[]): Promise<void> {
    await removePapers(this.#db, keys);
  }

  async readNote(name: string): Promise<string | undefined> {
    const row = await this.#db.selectFrom("note").select("value").where("name", "=", name).executeTakeFirst();
    return row?.value;
  }

  async writeNote(name: string, value: string): Promise<void> {
    await this.#db
      .insertInto("note")
      .values({ name, value })
      .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
      .execute();
  }
}
