import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes a file that is there whole or not at all, also after a power cut: beside its place, flushed, renamed, and the
 * folder flushed. Gives its size in bytes; throws what the file system throws.
 */
export function writeDurably(folder: string, name: string, parts: readonly Uint8Array[]): number {
  const unfinished = `${join(folder, name)}.unfinished`;
  try {
    const size = writeFlushed(unfinished, parts);
    renameSync(unfinished, join(folder, name));
    flushFolder(folder);
    return size;
  } catch (error) {
    // On a full disk each attempt would take more of it.
    rmSync(unfinished, { force: true });
    throw error;
  }
}

function writeFlushed(path: string, parts: readonly Uint8Array[]): number {
  const file = openSync(path, "w");
  try {
    let size = 0;
    for (const part of parts) size += writeAll(file, part);
    fsyncSync(file);
    return size;
  } finally {
    closeSync(file);
  }
}

/** One call may write less than it is given. */
function writeAll(file: number, part: Uint8Array): number {
  let written = 0;
  while (written < part.length) written += writeSync(file, part, written, part.length - written);
  return written;
}

function flushFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
