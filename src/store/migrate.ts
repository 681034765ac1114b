import type { Kysely } from "kysely";
import { Migrator, type Migration } from "kysely/migration";
import { UserError } from "../lib/errors.ts";
import * as papers from "./migrations/0001-papers.ts";
import * as trending from "./migrations/0002-trending.ts";
import * as subscriptions from "./migrations/0003-subscriptions.ts";
import type { Tables } from "./schema.ts";

/** Append-only: what was released is never edited. */
const MIGRATIONS: Record<string, Migration> = {
  "0001-papers": papers,
  "0002-trending": trending,
  "0003-subscriptions": subscriptions,
};

/**
 * Brings the database to today's schema in one transaction. A database that is up to date is only read, so that commands
 * need not wait for a writer; one that a newer Broadsheet has written is refused.
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const done = await executedMigrations(db);
  const unknown = done.find((name) => !Object.hasOwn(MIGRATIONS, name));
  if (unknown !== undefined) {
    throw new UserError(
      "conflict",
      "This database was written by a newer Broadsheet. Update Broadsheet, or use another data folder.",
    );
  }
  if (done.length === Object.keys(MIGRATIONS).length) return;
  const migrator = new Migrator({ db, provider: { getMigrations: async () => await Promise.resolve(MIGRATIONS) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find(({ status }) => status === "Error")?.migrationName;
  throw new Error(`the database could not be brought to the present schema (${failed ?? "before the first step"})`, {
    cause: error,
  });
}

/** Where Kysely's migrator keeps its record; absent in a new database. */
const RECORD = "kysely_migration";

async function executedMigrations(db: Kysely<Tables>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === RECORD)) return [];
  const recorded = db.withTables<{ [RECORD]: { name: string } }>();
  return (await recorded.selectFrom(RECORD).select("name").execute()).map(({ name }) => name);
}
