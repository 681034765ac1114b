import { createReadStream, existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { UserError } from "../../src/lib/errors.ts";

export interface Line {
  readonly text: string;
  /** Counts from 1. */
  readonly number: number;
}

/** The lines of a text file that say something, unpacked when its name ends in `.gz`. Throws `UserError` when it is not there. */
export async function* readLines(file: string): AsyncGenerator<Line> {
  if (!existsSync(file)) throw new UserError("missing", `There is no file ${file}.`);
  const bytes = createReadStream(file);
  const input = file.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
  // A file that cannot be read shall fail the reader of its lines, whichever stream it failed in.
  bytes.on("error", (error) => input.destroy(error));
  let number = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (text.trim() !== "") yield { text, number };
  }
}

/** Says which line of which file is not as it should be. */
export const lineRefused = (file: string, { number }: Line, why: string, options?: ErrorOptions): UserError =>
  new UserError("invalid", `${file}, line ${number}: ${why}`, options);
