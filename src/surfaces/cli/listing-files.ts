import { createReadStream } from "node:fs";
import { access, constants, stat } from "node:fs/promises";
import { basename } from "node:path";
import { addAbortSignal, type Readable } from "node:stream";
import { messageOf } from "../../lib/errors.ts";

/** A listing that somebody named at the command line. */
export interface ListingFile {
  readonly path: string;
  readonly name: string;
  /** Undefined for what cannot tell, such as standard input. */
  readonly sizeBytes: number | undefined;
}

/** How standard input is called at a command line. */
const STANDARD_INPUT = "-";

/** Looks at all files before the first one is read; `problem` says which one cannot be, and why. */
export async function findListings(
  paths: readonly string[],
  name: string | undefined,
): Promise<{ files: readonly ListingFile[]; problem?: string | undefined }> {
  const found = await Promise.all(paths.map(async (path) => ({ path, ...(await lookAt(path)) })));
  const files = found.map(({ path, sizeBytes }) => ({ path, name: name ?? nameOf(path), sizeBytes }));
  return { files, problem: found.find(({ problem }) => problem !== undefined)?.problem };
}

const nameOf = (path: string): string => (path === STANDARD_INPUT ? "standard input" : basename(path));

async function lookAt(path: string): Promise<{ sizeBytes?: number | undefined; problem?: string }> {
  if (path === STANDARD_INPUT) return {};
  try {
    const found = await stat(path);
    await access(path, constants.R_OK);
    if (found.isDirectory()) return { problem: `${path} is a folder; name the files in it.` };
    return found.isFile() ? { sizeBytes: found.size } : {};
  } catch (error) {
    return { problem: complaint(path, error) };
  }
}

function complaint(path: string, error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") return `There is no file called ${path}.`;
  if (code === "EACCES" || code === "EPERM") return `The file ${path} may not be read by this account.`;
  return `The file ${path} cannot be read: ${messageOf(error)}`;
}

interface ReadOptions {
  readonly standardInput: Readable;
  readonly signal: AbortSignal;
  /** Told how many bytes have been read so far. */
  readonly onRead: (bytes: number) => void;
}

/** The bytes of a file; reading ends with an error when the signal is aborted. */
export async function* readBytesOf(
  { path }: ListingFile,
  { standardInput, signal, onRead }: ReadOptions,
): AsyncGenerator<Uint8Array> {
  const stream = addAbortSignal(signal, path === STANDARD_INPUT ? standardInput : createReadStream(path));
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    onRead(bytes);
    yield chunk;
  }
}
