import { expect, test } from "vitest";
import { pauses } from "./pauses.ts";

function work(ms: number): void {
  const start = performance.now();
  while (performance.now() - start < ms);
}

test("after long work others get a turn, after short work they do not", async () => {
  let turns = 0;
  const pause = pauses();
  setImmediate(() => (turns += 1));
  await pause();
  expect(turns).toBe(0);
  work(25);
  await pause();
  expect(turns).toBe(1);
});
