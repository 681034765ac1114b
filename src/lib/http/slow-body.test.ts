import { expect, it } from "vitest";
import { refuseSlow, SlowBody } from "./slow-body.ts";

/** Chunks of so many bytes, one a second, on a clock of their own. */
function playedBody(sizes: readonly number[]): {
  source: AsyncIterable<Uint8Array>;
  now: () => number;
} {
  let time = 0;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (const size of sizes) {
      time += 1000;
      yield new Uint8Array(size);
    }
  }
  return { source: chunks(), now: () => time };
}

async function countBytes(sizes: readonly number[]): Promise<number> {
  const { source, now } = playedBody(sizes);
  let bytes = 0;
  for await (const chunk of refuseSlow(source, 15_000, now)) bytes += chunk.length;
  return bytes;
}

const times = (count: number, size: number): number[] => Array.from({ length: count }, () => size);

it("passes a body on that keeps up 1 kB/s", async () => {
  expect(await countBytes(times(100, 1000))).toBe(100_000);
});

it("passes a body on that pauses, as long as each window has enough", async () => {
  expect(await countBytes([...times(14, 1), 20_000, ...times(14, 1), 20_000])).toBe(40_028);
});

it("refuses a body that falls below 1 kB/s over 15 s", async () => {
  await expect(countBytes(times(100, 900))).rejects.toThrow(SlowBody);
});

it("refuses a body that begins fast and then drips", async () => {
  await expect(countBytes([...times(15, 50_000), ...times(15, 10)])).rejects.toThrow("Only 150 bytes came in 15 s.");
});

it("does not judge a short body before the window is over", async () => {
  expect(await countBytes(times(14, 1))).toBe(14);
});
