import { open, rename, rm } from "node:fs/promises";

/** Writes a file that is there whole or not at all: beside its place, flushed, renamed. Throws what the file system throws. */
export async function writeModel(path: string, file: Uint8Array): Promise<void> {
  const unfinished = `${path}.unfinished`;
  try {
    await using handle = await open(unfinished, "w");
    await handle.writeFile(file);
    await handle.sync();
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
