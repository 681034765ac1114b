import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { onTheBeat } from "./on-the-beat.ts";

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await onTheBeat(work).catch(() => undefined);
  return performance.now() - startedAt;
}

test.each<[what: string, work: () => Promise<unknown>, beats: number]>([
  ["none", async () => undefined, 1],
  ["some that fails", async () => await Promise.reject(new Error("refused")), 1],
  ["more than a beat", async () => await sleep(60), 2],
])("an answer after work, %s, comes on the beat", async (_what, work, beats) => {
  // Timers round to whole milliseconds; on a busy machine they may come late, never early.
  expect(await timeOf(work)).toBeGreaterThan(50 * beats - 2);
});

test("what the work gives or throws comes through", async () => {
  expect(await onTheBeat(async () => 7)).toBe(7);
  await expect(onTheBeat(async () => await Promise.reject(new Error("refused")))).rejects.toThrow("refused");
});
