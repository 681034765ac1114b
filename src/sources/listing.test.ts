import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type ListingBatch, openListing, readListing } from "./listing.ts";

async function* chunksOf(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function readAll(batches: AsyncIterable<ListingBatch>) {
  const entries = [];
  const problems = [];
  for await (const batch of batches) {
    entries.push(...batch.entries);
    problems.push(...batch.problems);
  }
  return { entries, problems };
}

const aLine = (number: number): string =>
  JSON.stringify({ id: `2501.${String(number).padStart(5, "0")}`, title: `Paper number ${number}` });
const lines = (count: number): string => Array.from({ length: count }, (_, index) => aLine(index + 1)).join("\n");

describe("the format of a listing", () => {
  test.each([
    ["jsonl", `${aLine(1)}\n${aLine(2)}`, undefined],
    ["jsonl", `{"title": "cut sho\n${aLine(2)}`, undefined],
    ["jsonl", aLine(1), "export.jsonl"],
    ["json", `[${aLine(1)}]`, undefined],
    ["json", `{\n  "papers": [${aLine(1)}]\n}`, undefined],
    ["json", `["2501.00001"]`, undefined],
    ["bibtex", "Exported on Monday\n\n@misc{a, title = {One}}", undefined],
    ["ris", "TY  - JOUR\nTI  - One\nER  - ", undefined],
    ["csv", "title,year\nOne,2025", undefined],
    ["csv", "Title;Authors\nOne;Ada", undefined],
    ["csv", "arxiv_id\n2501.00001", undefined],
    [
      "arxiv-mail",
      "Subject: cs daily\n\\\\\narXiv:2501.00001\nDate: Wed, 1 Jan 2025 19:00:02 GMT   (3kb)\n\nTitle: One\n\\\\",
      undefined,
    ],
    ["arxiv-page", "[1] arXiv:2501.00001 [pdf, html, other]\nTitle: One", undefined],
    ["daily-papers", "One\n\nWords.\n\n  • 4 authors\n·\nNov 8, 2023", undefined],
    ["daily-papers", `One Title Of A Paper\n${"Many words. ".repeat(30)}`, undefined],
    ["abstracts", "Abstract:We study a thing.", undefined],
    ["identifiers", "see https://arxiv.org/abs/2501.00001 for that", undefined],
    ["identifiers", "2406.105", undefined],
    ["unknown", "Just a sentence.", undefined],
    ["unknown", "", undefined],
  ])("is %s", async (format, text, fileName) => {
    expect(await readListing(text, { fileName })).toMatchObject({ format });
  });

  test("is what the content says, whatever the file is called", async () => {
    expect(await readListing("@misc{a, title = {One}}", { fileName: "papers.csv" })).toMatchObject({
      format: "bibtex",
    });
  });

  test.each([
    ["%PDF-1.7 …", "a PDF file"],
    ["PK\u0003\u0004…", "a ZIP archive"],
    ["<!doctype html><html>", "a web page"],
    ["   ", "an empty text"],
    ["\u0001\u0002\u0003\u0004\u0005", "a binary file"],
    ["Dear colleague", "Dear colleague"],
  ])("is told to be unknown for %j, with what was seen and what is read", async (text, seen) => {
    const { entries, problems } = await readListing(text);
    expect(entries).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(seen);
    expect(problems[0]?.message).toContain("BibTeX");
  });
});

describe("a file that is no text", () => {
  const papers = `arXiv:2501.00001\n@misc{a, title = {One}}\n`;
  test.each([
    ["a PDF file", "PDFs are not read", Buffer.from(`%PDF-1.7\n%âãÏÓ\n${papers}`, "latin1")],
    ["a ZIP archive", "Unpack the archive", Buffer.from(`PK\u0003\u0004\u0014\0\0\0${papers}`)],
    ["gzip inside gzip", "Unpack it once", gzipSync(gzipSync(papers))],
    ["a program", "lists papers", Buffer.from(`\u007fELF\u0002\u0001${papers}`)],
    ["an image", "Images are not read", Buffer.from(`\u0089PNG\r\n\u001a\n${papers}`, "latin1")],
    ["an image", "Images are not read", Buffer.from(`\u00ff\u00d8\u00ff\u00e0${papers}`, "latin1")],
    ["a binary file", "as text", Buffer.from(`${"ab\0".repeat(9)}\n${papers}`)],
  ])("is told to be %s and brings no paper", async (seen, advice, bytes) => {
    const listing = await openListing(chunksOf(bytes, 100_000), { fileName: "papers.bib" });
    const { entries, problems } = await readAll(listing.batches);
    expect([listing.format, entries, problems.length]).toEqual(["unknown", [], 1]);
    expect(problems[0]?.message).toContain(`It looks like ${seen}`);
    expect(problems[0]?.message).toContain(advice);
  });

  test("is not a text with a few stray characters in it", async () => {
    expect((await readListing(`title,year\nOne\u0002 two\u0001,2025`)).entries).toHaveLength(1);
  });
});

describe("an entry", () => {
  test("is the same sighting wherever and however often it is imported", async () => {
    const once = await readListing(`[${aLine(1)}]`);
    const again = await readListing(`${aLine(2)}\n${aLine(1)}\n${aLine(1)}`);
    expect(again.entries).toHaveLength(2);
    expect(again.entries[1]?.sighting.sourceKey).toBe(once.entries[0]?.sighting.sourceKey);
    expect(once.entries[0]?.sighting.sourceKey).toMatch(/^[\w-]{22}$/);
  });

  test("keeps its own text and its format", async () => {
    const { entries } = await readListing("@misc{a, title = {One}}\n@misc{b, title = {Two}}");
    expect(entries[1]).toMatchObject({
      line: 2,
      sighting: { source: "listing", record: { format: "bibtex", text: "@misc{b, title = {Two}}" } },
    });
  });

  test("is refused when it is longer than a megabyte", async () => {
    const { entries, problems } = await readListing(
      `${JSON.stringify({ title: "One", abstract: "x".repeat(1_100_000) })}\n${aLine(1)}`,
    );
    expect(entries).toHaveLength(1);
    expect(problems).toMatchObject([{ line: 1 }]);
  });
});

describe("a listing as a file", () => {
  test.each([1, 7, 100_000])("streams JSON Lines in batches, whatever the chunks (%i bytes)", async (size) => {
    const listing = await openListing(chunksOf(Buffer.from(lines(1200)), size));
    expect(listing).toMatchObject({ format: "jsonl", name: "JSON Lines" });
    const sizes = [];
    for await (const { entries, problems } of listing.batches) {
      sizes.push(entries.length);
      expect(problems).toEqual([]);
    }
    expect(sizes).toEqual([500, 500, 200]);
  });

  test("numbers lines through all batches", async () => {
    const { batches } = await openListing(chunksOf(Buffer.from(`${lines(700)}\n{"title": "cut sh`), 999));
    const { entries, problems } = await readAll(batches);
    expect(entries.at(-1)?.line).toBe(700);
    expect(problems).toMatchObject([{ line: 701 }]);
  });

  test("may be gzipped, in one member or several", async () => {
    const gzipped = Buffer.concat([gzipSync(`${lines(10)}\n`), gzipSync(`${aLine(99_999)}\n`)]);
    const { entries, problems } = await readAll((await openListing(chunksOf(gzipped, 50))).batches);
    expect(entries).toHaveLength(11);
    expect(problems).toEqual([]);
  });

  test.each([
    ["ends too early", (bytes: Buffer) => bytes.subarray(0, bytes.length - 200)],
    ["is damaged", (bytes: Buffer) => Buffer.concat([bytes.subarray(0, bytes.length - 200), Buffer.alloc(200, 7)])],
  ])("gives what came before when its gzip %s", async (_, damage) => {
    const { entries, problems } = await readAll(
      (await openListing(chunksOf(damage(gzipSync(lines(5000))), 1000))).batches,
    );
    expect(entries.length).toBeGreaterThan(1000);
    expect(problems.some(({ message }) => message.includes("gzip"))).toBe(true);
  });

  test("may be of another format, in any encoding", async () => {
    const utf16 = Buffer.from("\ufeff@misc{a, title = {Über alles}}", "utf16le");
    const listing = await openListing(chunksOf(utf16, 3));
    expect(listing.format).toBe("bibtex");
    expect((await readAll(listing.batches)).entries[0]?.sighting.facts.title).toBe("Über alles");
    const wide = await openListing(chunksOf(Buffer.from(`\ufeff${lines(3)}`, "utf16le"), 3));
    expect((await readAll(wide.batches)).entries).toHaveLength(3);
  });

  test("is read up to the limit of its reader, after inflating", async () => {
    const { entries, problems } = await readAll(
      (await openListing(chunksOf(gzipSync(lines(1000)), 500), { maxBytes: 5000 })).batches,
    );
    expect(entries.length).toBeGreaterThan(50);
    expect(problems.some(({ message }) => message.includes("5000 bytes"))).toBe(true);
  });

  test("fails as reading its bytes fails", async () => {
    async function* broken(): AsyncIterable<Uint8Array> {
      yield Buffer.from(lines(600));
      throw new Error("the disk is gone");
    }
    await expect(readAll((await openListing(broken())).batches)).rejects.toThrow("the disk is gone");
  });

  test("may hold nothing", async () => {
    const listing = await openListing(chunksOf(new Uint8Array(), 1));
    expect(listing.format).toBe("unknown");
    expect((await readAll(listing.batches)).problems).toHaveLength(1);
  });
});
