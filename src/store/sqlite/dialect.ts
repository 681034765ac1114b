import { SqliteAdapter, SqliteDialect, type DialectAdapter } from "kysely";
import { openSqlite, type SqliteOptions } from "./open-database.ts";

/** Migrations run in one transaction: SQLite can do that, and processes that start together then wait for each other. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class FileDialect extends SqliteDialect {
  override createAdapter(): DialectAdapter {
    return new TransactionalAdapter();
  }
}

/** Kysely's way to a database file, opened at the first query: Kysely closes only what it has opened itself. */
export function sqliteDialect(file: string, options: SqliteOptions): SqliteDialect {
  return new FileDialect({ database: () => Promise.resolve(openSqlite(file, options)) });
}
