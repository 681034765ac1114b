import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { UserError } from "../lib/errors.ts";
import { readListing } from "./listing.ts";
import { readListingInThread } from "./listing-thread.ts";

const LIMITS = { maxBytes: 5 * 1024 * 1024, maxEntries: 10_000, deadlineMs: 20_000 };
const AN_ENTRY = "@misc{a,title={x}}\n";
const read = async (text: string | Uint8Array, options: Partial<typeof LIMITS> & { signal?: AbortSignal } = {}) =>
  await readListingInThread(Buffer.from(text), { ...LIMITS, ...options });

/** Why it was refused. */
async function refusal(reading: Promise<unknown>): Promise<string> {
  const thrown = await reading.catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(UserError);
  return (thrown as UserError).message;
}

describe("a listing read in a thread", { timeout: 60_000 }, () => {
  test.each([
    ["BibTeX", "@misc{a, title = {One}}\n@misc{b, title = {never closed"],
    ["JSON Lines", '{"title": "One"}\n{"title": \n'],
    ["nothing we know", "Dear colleague"],
  ])("is what reading it here gives (%s)", async (name, text) => {
    const listing = await read(text);
    expect(listing).toEqual(await readListing(text));
    expect(listing.name).toBe(name);
  });

  test.each([
    ["bytes, unpacked", gzipSync("\n".repeat(30_000_000)), /larger than 5 MB/],
    ["entries, repeated ones too", AN_ENTRY.repeat(10_001), /more than 10,000 entries/],
    ["JSON Lines, over all batches", '{"title":"x"}\n'.repeat(10_001), /more than 10,000 entries/],
    ["text than it was sent", expanding(4_000), /too much text|MB of memory/],
    ["memory", "[".repeat(4_800_000), /more than 256 MB of memory/],
  ])("is refused when it has more %s", async (_, bytes, why) => {
    const message = await refusal(read(bytes));
    expect(message).toMatch(why);
    expect(message).toContain("broadsheet import FILE");
  });

  test("is refused when it takes longer than it may", async () => {
    expect(await refusal(read(AN_ENTRY.repeat(9_000), { deadlineMs: 50 }))).toContain("0.05 seconds");
  });

  test("is given up when nobody waits for it any more", async () => {
    const stop = new AbortController();
    const reading = refusal(read(AN_ENTRY.repeat(200_000), { signal: stop.signal }));
    await wait(200);
    stop.abort();
    expect(await reading).toContain("stopped");
    expect(await refusal(read(AN_ENTRY, { signal: stop.signal }))).toContain("stopped");
  });

  test("leaves this thread free", async () => {
    const authors = Array.from(
      { length: 9_990 },
      (_, index) => `TY  - JOUR\nTI  - ${index}\n${"AU  - A, B\n".repeat(30)}`,
    )
      .join("")
      .slice(0, LIMITS.maxBytes);
    let longestMs = 0;
    let last = performance.now();
    const ticks = setInterval(() => {
      longestMs = Math.max(longestMs, performance.now() - last);
      last = performance.now();
    }, 5);
    expect((await read(authors)).entries).toHaveLength(9_990);
    clearInterval(ticks);
    expect(longestMs).toBeLessThan(500);
  });
});

/** A table whose every row repeats a head of 5,000 characters. */
function expanding(rows: number): string {
  return `title,year,${"c".repeat(5_989)}\n${Array.from({ length: rows }, (_, row) => `Paper ${row},2025,`).join("\n")}`;
}
