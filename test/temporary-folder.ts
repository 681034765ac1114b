import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Memory where the system offers it: most tests are about answers, not about disks, and every commit here is flushed. */
const IN_MEMORY = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** A folder of its own for a test; gone when the test ends. On a real disk where a test is about what survives. */
export async function temporaryFolder({ isOnDisk = false } = {}): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(isOnDisk ? tmpdir() : IN_MEMORY, "broadsheet-"));
  return { path, [Symbol.asyncDispose]: async () => await rm(path, { recursive: true, force: true }) };
}
