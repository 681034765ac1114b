import { createReadStream, existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openListing } from "../../src/sources/listing.ts";

describe("the large files we know", () => {
  test.for([
    ["corpus/seed-papers.jsonl", 536],
    ["sample/papers.jsonl", 867],
    ["corpus/hf-daily.jsonl.gz", 9868],
    ["corpus/arxiv-daily.jsonl.gz", 79_990],
  ] as const)("%s reads without a problem", { timeout: 60_000 }, async ([name, count], { skip }) => {
    const path = `../shared/${name}`;
    skip(!existsSync(path), `${path} is not on this machine.`);
    let read = 0;
    for await (const { entries, problems } of (await openListing(createReadStream(path))).batches) {
      expect(problems).toEqual([]);
      read += entries.length;
    }
    expect(read).toBe(count);
  });
});
