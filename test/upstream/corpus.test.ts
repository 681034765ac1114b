import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { joined, papersFromJsonl } from "./corpus.ts";

const rows = [
  {
    id: "2606.00001",
    title: "From arXiv",
    abstract: "a",
    authors: ["Ada Example"],
    categories: ["cs.CL"],
    first_seen: "2026-06-02",
    comment: "12 pages",
  },
  {
    id: "2606.00001",
    title: "From arXiv",
    abstract: "a",
    authors: ["Ada Example"],
    daily_date: "2026-06-04",
    upvotes: 0,
    github_repo: null,
  },
  {
    id: "2606.00001",
    title: "From arXiv",
    abstract: "a",
    authors: ["Ada Example"],
    daily_date: "2026-06-05",
    upvotes: 9,
  },
  { id: "pl:venue:x", title: "Known by a venue", arxivId: "2606.00002", categories: ["cs.CV"], date: "2026-06-03" },
  { id: "pl:venue:y", title: "Not on arXiv", year: 2026 },
  { title: "Without any id" },
];

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "corpus-"));
  const text = `${rows.map((row) => JSON.stringify(row)).join("\n")}\n\n`;
  writeFileSync(join(folder, "papers.jsonl"), text);
  writeFileSync(join(folder, "papers.jsonl.gz"), gzipSync(text));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

it.each(["papers.jsonl", "papers.jsonl.gz"])("reads %s as arXiv and Hugging Face would hold it", async (name) => {
  const papers = await papersFromJsonl(join(folder, name));
  expect(papers).toMatchObject([
    {
      id: "2606.00001",
      categories: ["cs.CL"],
      comment: "12 pages",
      announcedOn: "2026-06-02",
      featuredOn: ["2026-06-04", "2026-06-05"],
      votes: 9,
    },
    { id: "2606.00002", announcedOn: "2026-06-03", versions: [{ submitted: "2026-06-02T17:00:00Z" }] },
  ]);
});

it("keeps certain days, and not too many papers", async () => {
  const file = join(folder, "papers.jsonl");
  expect((await papersFromJsonl(file, { since: "2026-06-03", until: "2026-06-03" })).map(({ id }) => id)).toEqual([
    "2606.00002",
  ]);
  expect(await papersFromJsonl(file, { limit: 1 })).toHaveLength(1);
});

it("lets one file add to what another says", async () => {
  const [first] = await papersFromJsonl(join(folder, "papers.jsonl"));
  expect(first).toBeDefined();
  if (!first) return;
  const silent = { ...first, categories: [], comment: undefined, votes: 12 };
  expect(joined(first, silent)).toMatchObject({ categories: ["cs.CL"], comment: "12 pages", votes: 12 });
});
