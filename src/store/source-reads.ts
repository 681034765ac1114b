import { sql, type Kysely } from "kysely";
import type { SourceId } from "../domain/source-id.ts";
import type { Problem } from "../lib/parsed.ts";
import type { Tables } from "./schema.ts";
import type { PullOutcome, SourceReads, SourceState } from "./store.ts";

export class SourceTable implements SourceReads {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async state(source: SourceId): Promise<SourceState> {
    const row = await this.#db.selectFrom("source_state").selectAll().where("source", "=", source).executeTakeFirst();
    return {
      source,
      cursor: JSON.parse(row?.cursor ?? "{}") as SourceState["cursor"],
      lastAttemptAt: row?.last_attempt_at ?? undefined,
      lastSuccessAt: row?.last_success_at ?? undefined,
      outcome: (row?.outcome ?? undefined) as PullOutcome | undefined,
      message: row?.message ?? undefined,
      problems: JSON.parse(row?.problems ?? "[]") as readonly Problem[],
      papersRead: row?.papers_read ?? 0,
    };
  }

  async sightingCounts(): Promise<ReadonlyMap<SourceId, number>> {
    const rows = await this.#db
      .selectFrom("sighting")
      .select(["source", sql<number>`count(*)`.as("count")])
      .groupBy("source")
      .execute();
    return new Map(rows.map(({ source, count }) => [source as SourceId, count]));
  }
}
