import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes a file that is there whole or not at all, also after a power cut: beside its place, flushed, renamed, and the
 * folder flushed. Throws what the file system throws.
 */
export function writeDurably(folder: string, name: string, content: Uint8Array): void {
  const unfinished = `${join(folder, name)}.unfinished`;
  try {
    writeFlushed(unfinished, content);
    renameSync(unfinished, join(folder, name));
    flushFolder(folder);
  } catch (error) {
    // On a full disk each attempt would take more of it.
    rmSync(unfinished, { force: true });
    throw error;
  }
}

function writeFlushed(path: string, content: Uint8Array): void {
  const file = openSync(path, "w");
  try {
    // One call may write less than it is given.
    for (let written = 0; written < content.length;) written += writeSync(file, content, written);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function flushFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
