import type { Kysely } from "kysely";
import { Migrator, type Migration } from "kysely/migration";
import { UserError } from "../lib/errors.ts";
import * as papers from "./migrations/0001-papers.ts";
import type { Tables } from "./schema.ts";

/** Append-only: what was released is never edited. */
const MIGRATIONS: Record<string, Migration> = { "0001-papers": papers };

/** Brings the database to today's schema, each step in a transaction; refuses one that a newer Broadsheet has written. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const isNewer = error instanceof Error && error.message.includes("previously executed migration");
  if (isNewer) throw new UserError("conflict", "This database was written by a newer Broadsheet. Update Broadsheet, or use another data folder.", { cause: error });
  const failed = results?.find(({ status }) => status === "Error")?.migrationName;
  throw new Error(`the database could not be brought to the present schema (${failed ?? "before the first step"})`, { cause: error });
}
