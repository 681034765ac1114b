import { existsSync } from "node:fs";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import type { SqliteDatabase, SqliteStatement } from "kysely";
import { UserError } from "../../lib/errors.ts";

/** Waits this long for another process's transaction before giving up. */
const BUSY_TIMEOUT_MS = 10_000;
/** Prepared statements kept a connection; batches of one size share one. */
const STATEMENT_CACHE = 200;

/** A large import touches the same index pages again and again: a log of 32 MB lets most of them be written once. */
const WRITER_PRAGMAS = "pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 8000";

/** Mapped pages are shared with the system's cache: what pages ask for again and again is not copied. */
const READER_PRAGMAS = "pragma query_only = on; pragma mmap_size = 268435456";

/** Releases with the WAL-reset bug mended (sqlite.org/wal.html, 2026): older ones can lose committed pages. */
const MENDED_BRANCHES = ["3.50.7", "3.44.6"] as const;
const MENDED_SINCE = "3.51.3";

function compareVersions(a: string, b: string): number {
  const [partsA, partsB] = [a.split(".").map(Number), b.split(".").map(Number)];
  for (let index = 0; index < 3; index += 1) {
    const difference = (partsA[index] ?? 0) - (partsB[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Refuses SQLite engines that may lose what they acknowledged. Throws `UserError` naming the version. */
export function assertSafeEngine(version: string): void {
  const isMendedBranch = MENDED_BRANCHES.some((mended) => {
    const branch = mended.slice(0, mended.lastIndexOf(".") + 1);
    return version.startsWith(branch) && compareVersions(version, mended) >= 0;
  });
  if (isMendedBranch || compareVersions(version, MENDED_SINCE) >= 0) return;
  throw new UserError(
    "invalid",
    `SQLite ${version} can lose saved papers (WAL-reset bug); ${MENDED_SINCE} or newer is needed. Run Broadsheet with Node 24.21 or newer.`,
  );
}

/** node:sqlite in the shape that Kysely's dialect expects, with prepared statements kept. */
class SqliteConnection implements SqliteDatabase {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  prepare(sql: string): SqliteStatement {
    // Every transaction here writes, so it takes the write lock at once: upgrading later could fail with SQLITE_BUSY.
    const text = sql === "begin" ? "begin immediate" : sql;
    const kept = this.#statements.get(text);
    if (kept) return kept;
    const statement = text === "rollback" ? this.#rollback() : asKyselyStatement(this.#database.prepare(text));
    if (this.#statements.size >= STATEMENT_CACHE) this.#statements.clear();
    this.#statements.set(text, statement);
    return statement;
  }

  /** A full disk makes SQLite roll back by itself; the second rollback would hide the reason. */
  #rollback(): SqliteStatement {
    const statement = asKyselyStatement(this.#database.prepare("rollback"));
    const nothing = { changes: 0, lastInsertRowid: 0 };
    return { ...statement, run: (parameters) => (this.#database.isTransaction ? statement.run(parameters) : nothing) };
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }
}

function asKyselyStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...checked(parameters)),
    run: (parameters) => statement.run(...checked(parameters)),
    iterate: (parameters) => statement.iterate(...checked(parameters)),
  };
}

/** node:sqlite takes a Date or object in first place for named parameters and would store NULL without a word. */
function checked(parameters: readonly unknown[]): SQLInputValue[] {
  for (const value of parameters) {
    const isBlob = value instanceof Uint8Array;
    const isPlain =
      value === null || typeof value === "string" || typeof value === "number" || typeof value === "bigint";
    if (!isBlob && !isPlain) throw new TypeError(`cannot bind a value of type ${typeof value}`);
  }
  return parameters as SQLInputValue[];
}

export interface SqliteOptions {
  readonly isReadOnly: boolean;
}

/** Opens a database file with the promises of docs/decisions/0002: WAL, FULL, foreign keys, a safe engine. */
export function openSqlite(file: string, { isReadOnly }: SqliteOptions): SqliteDatabase {
  if (isReadOnly && !existsSync(file)) throw new UserError("missing", `There is no database at ${file} yet.`);
  const database = new DatabaseSync(file, { readOnly: isReadOnly, timeout: BUSY_TIMEOUT_MS });
  const version = (database.prepare("select sqlite_version() as version").get() as { version: string }).version;
  assertSafeEngine(version);
  database.exec(isReadOnly ? READER_PRAGMAS : WRITER_PRAGMAS);
  database.exec("pragma foreign_keys = on; pragma cache_size = -65536; pragma temp_store = memory");
  return new SqliteConnection(database);
}
