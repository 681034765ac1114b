import { Unavailable, UserError, messageOf, type UserErrorCode } from "../../lib/errors.ts";
import { EXIT } from "./exit-codes.ts";

export interface Failure {
  readonly exitCode: number;
  /** One line for whoever typed the command. */
  readonly text: string;
  /** For whoever mends the program. */
  readonly stack?: string | undefined;
}

const EXIT_CODES: Record<UserErrorCode, number> = {
  invalid: EXIT.usage,
  "too-many": EXIT.usage,
  forbidden: EXIT.badSetup,
  conflict: EXIT.badSetup,
  missing: EXIT.nothing,
};

/** What a thrown error means at a command line. */
export function failureOf(error: unknown): Failure {
  if (error instanceof UserError) return { exitCode: EXIT_CODES[error.code], text: error.message };
  if (error instanceof Unavailable) return { exitCode: EXIT.unavailable, text: error.message };
  return {
    exitCode: EXIT.bug,
    text: `Something went wrong that is no fault of yours: ${messageOf(error).split("\n")[0] ?? ""}`,
    stack: error instanceof Error ? error.stack : undefined,
  };
}

/** Primary result codes of SQLite (sqlite.org/rescode.html): CORRUPT and NOTADB. */
const DAMAGE_CODES: ReadonlySet<number> = new Set([11, 26]);

/** A database found damaged amid the work, as the `UserError` that says so; other errors pass unchanged. */
export function asDamage(error: unknown, databaseFile: string): unknown {
  if (error instanceof UserError) return error;
  if (!isDamage(error) && !(error instanceof Error && isDamage(error.cause))) return error;
  return new UserError(
    "conflict",
    `The database ${databaseFile} is damaged; \`broadsheet doctor\` says more. Put a backup in its place, or move it away.`,
    { cause: error },
  );
}

function isDamage(error: unknown): boolean {
  const code = error instanceof Error && "errcode" in error ? error.errcode : undefined;
  return typeof code === "number" && DAMAGE_CODES.has(code & 0xff);
}

/** A setting that cannot be used is for the operator to mend, however it came in: not a slip in this command's words. */
export function asBadSetup(error: unknown): unknown {
  return error instanceof UserError && error.code !== "conflict"
    ? new UserError("conflict", error.message, { cause: error })
    : error;
}
