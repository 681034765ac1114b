import { randomBytes } from "node:crypto";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

/** The right to write an index folder. Held until disposed of, or until its process ends. */
export interface WriterLock extends Disposable {
  /** False when somebody took the lock file away. */
  isHeld(): boolean;
}

/** `writer.<process id>.<its start>.<random>.lock`: who holds it can be read off the name, so nothing is half written. */
const LOCK = /^writer\.(\d+)\.(\w+)\.\w+\.lock$/;

/**
 * Takes the lock of a folder; undefined when another has it. Everybody makes a file of his own first and looks around
 * then: of two at once each may give way, but never do both stay. Files of processes that are gone are swept away.
 */
export function takeWriterLock(folder: string): WriterLock | undefined {
  if (writerOf(folder) !== undefined) return undefined;
  const name = `writer.${process.pid}.${startOf(process.pid)}.${randomBytes(6).toString("hex")}.lock`;
  const path = join(folder, name);
  closeSync(openSync(path, "wx"));
  const others = locksIn(folder).filter((file) => file !== name);
  if (others.some(isAlive)) {
    rmSync(path, { force: true });
    return undefined;
  }
  for (const other of others) rmSync(join(folder, other), { force: true });
  return { isHeld: () => existsSync(path), [Symbol.dispose]: () => rmSync(path, { force: true }) };
}

/** The process that holds the lock of a folder. */
export function writerOf(folder: string): number | undefined {
  const holder = locksIn(folder).find(isAlive);
  return holder === undefined ? undefined : Number(LOCK.exec(holder)?.[1]);
}

/** Frees the folder of what a thread of this process held that ended without letting go. */
export function releaseLocks(folder: string): void {
  const own = `writer.${process.pid}.`;
  for (const file of locksIn(folder)) if (file.startsWith(own)) rmSync(join(folder, file), { force: true });
}

const locksIn = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).filter((file) => LOCK.test(file)) : [];

function isAlive(lock: string): boolean {
  const [, id = "", start = ""] = LOCK.exec(lock) ?? [];
  try {
    process.kill(Number(id), 0);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
  }
  return startOf(Number(id)) === start;
}

/** When a process began (proc_pid_stat(5), field 22): its number alone may have gone to another since. */
function startOf(id: number): string {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "unknown";
  } catch {
    return "unknown";
  }
}
