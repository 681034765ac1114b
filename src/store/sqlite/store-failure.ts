import { dirname } from "node:path";
import { UserError, messageOf } from "../../lib/errors.ts";

/** SQLite's primary result codes (sqlite.org/rescode.html) that an operator can mend. */
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;
const CORRUPT = 11;
const READ_ONLY = 8;
const BUSY = 5;

/** What the file system says of a folder that cannot be made or written. */
const NOT_WRITABLE: ReadonlySet<string> = new Set(["EACCES", "EROFS", "EPERM", "ENOTDIR", "EEXIST", "ENOENT"]);

function resultCode(error: unknown): number | undefined {
  const code = error instanceof Error && "errcode" in error ? error.errcode : undefined;
  return typeof code === "number" ? code & 0xff : undefined;
}

function advice(file: string, error: unknown): string | undefined {
  const folder = dirname(file);
  const systemCode = error instanceof Error && "code" in error ? error.code : undefined;
  if (typeof systemCode === "string" && NOT_WRITABLE.has(systemCode)) {
    return `The data folder ${folder} cannot be written. Change its owner or rights, or name another with --data or BROADSHEET_DATA.`;
  }
  if (systemCode === "ENOSPC")
    return `The disk that holds ${folder} is full. Free some space and try again; nothing saved is lost.`;
  switch (resultCode(error)) {
    case FULL:
      return `The disk that holds ${folder} is full. Free some space and try again; nothing saved is lost.`;
    case CANNOT_OPEN:
    case READ_ONLY:
      return `The database ${file} cannot be written. Change its owner or rights, or name another folder with --data or BROADSHEET_DATA.`;
    case NOT_A_DATABASE:
    case CORRUPT:
      return `The database ${file} is damaged. Put a backup in its place, or move it away and start again to fetch papers anew.`;
    case BUSY:
      return `The database ${file} is held by another program. Stop that program and start again.`;
    default:
      return undefined;
  }
}

/** Turns what SQLite or the file system said into one line that tells how to mend it; other errors pass unchanged. */
export function explainStoreFailure(file: string, error: unknown): unknown {
  if (error instanceof UserError) return error;
  const text =
    advice(file, error) ??
    (error instanceof Error && error.cause !== undefined ? advice(file, error.cause) : undefined);
  return text === undefined
    ? error
    : new UserError("conflict", text, { cause: error instanceof Error ? error : new Error(messageOf(error)) });
}
