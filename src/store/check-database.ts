import { existsSync } from "node:fs";
import { openSqlite } from "./sqlite/open-database.ts";
import { explainStoreFailure } from "./sqlite/store-failure.ts";

export interface DatabaseCheck {
  readonly engineVersion: string;
  readonly papers: number;
  readonly listings: number;
  /** What SQLite finds broken, a line each; none when the file is sound. */
  readonly damages: readonly string[];
}

const MOST_DAMAGES = 5;

/**
 * Looks through a database file without changing it (sqlite.org/pragma.html#pragma_quick_check). Undefined when there is
 * none yet; throws `UserError` when it cannot be read at all.
 */
export function checkDatabase(file: string): DatabaseCheck | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const database = openSqlite(file, { isReadOnly: true });
    try {
      const firstOf = (sql: string): unknown => Object.values(database.prepare(sql).all([])[0] ?? {})[0];
      const findings = database.prepare(`pragma quick_check(${MOST_DAMAGES})`).all([]) as { quick_check: string }[];
      return {
        engineVersion: String(firstOf("select sqlite_version()")),
        papers: Number(firstOf("select count(*) from paper")),
        listings: Number(firstOf("select count(*) from listing")),
        damages: findings.map(({ quick_check }) => quick_check).filter((finding) => finding !== "ok"),
      };
    } finally {
      database.close();
    }
  } catch (error) {
    throw explainStoreFailure(file, error);
  }
}
