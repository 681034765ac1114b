import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../../../test/temporary-folder.ts";
import { releaseLocks, takeWriterLock, writerOf } from "./writer-lock.ts";

/** No process has this number: Linux and macOS give smaller ones. */
const NOBODY = 2 ** 30;

describe("the lock of a folder", () => {
  test("is held by one until it is let go", async () => {
    await using folder = await temporaryFolder();
    const lock = takeWriterLock(folder.path);
    expect(lock?.isHeld()).toBe(true);
    expect(writerOf(folder.path)).toBe(process.pid);
    expect(takeWriterLock(folder.path)).toBe(undefined);
    lock?.[Symbol.dispose]();
    expect(lock?.isHeld()).toBe(false);
    expect(writerOf(folder.path)).toBe(undefined);
    using next = takeWriterLock(folder.path);
    expect(next?.isHeld()).toBe(true);
  });

  test.each([
    ["a process that is gone", `writer.${NOBODY}.1.aa.lock`],
    ["an earlier process of the same number", `writer.${process.pid}.1.aa.lock`],
  ])("is taken over from %s", async (_who, stale) => {
    await using folder = await temporaryFolder();
    writeFileSync(join(folder.path, stale), "");
    expect(writerOf(folder.path)).toBe(undefined);
    using lock = takeWriterLock(folder.path);
    expect(lock?.isHeld()).toBe(true);
    expect(readdirSync(folder.path)).toHaveLength(1);
  });

  test("that a thread of this process left behind can be released; that of another process stays", async () => {
    await using folder = await temporaryFolder();
    takeWriterLock(folder.path);
    releaseLocks(folder.path);
    expect(writerOf(folder.path)).toBe(undefined);
    writeFileSync(join(folder.path, `writer.${process.ppid}.x.aa.lock`), "");
    releaseLocks(folder.path);
    expect(readdirSync(folder.path)).toHaveLength(1);
  });
});
