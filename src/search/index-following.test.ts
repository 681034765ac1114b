import { spawn } from "node:child_process";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { aSighting, anAbstract } from "../../test/make.ts";
import { temporaryFolder } from "../../test/temporary-folder.ts";
import { saveSightings } from "../ingest/save-sightings.ts";
import type { Log } from "../lib/log.ts";
import { openStore } from "../store/open.ts";
import { checkIndex, rebuildIndex, reportIndex } from "./index-upkeep.ts";
import type { PaperQuestion } from "./paper-question.ts";
import { startPaperIndex } from "./paper-index.ts";

const somePapers = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) =>
    aSighting({
      ids: [`2501.${String(first + index).padStart(5, "0")}`],
      title: `Quokkas in number ${first + index}`,
      abstract: anAbstract(first + index),
    }),
  );

async function aPlace() {
  const folder = await temporaryFolder();
  const databaseFile = join(folder.path, "broadsheet.db");
  const store = await openStore(databaseFile);
  const warnings: object[] = [];
  const log: Log = { debug() {}, info() {}, warn: (fields) => warnings.push(fields), error() {} };
  const indexFolder = join(folder.path, "index");
  const lastChange = async () => await store.papers.lastChange();
  return {
    path: folder.path,
    store,
    warnings,
    place: { folder: indexFolder, papers: store.papers },
    start: () => startPaperIndex({ databaseFile, indexFolder, log, lastChange }),
    save: async (first: number, count: number) =>
      await store.ingest(async (transaction) => await saveSightings(transaction, somePapers(first, count), 1)),
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

const PAGE = { offset: 0, limit: 10, hasFacets: false };
const QUOKKAS: PaperQuestion = {
  should: [{ kind: "words", text: "quokkas" }],
  must: [],
  mustNot: [],
  keywords: [],
  date: {},
  sort: "relevance",
};
const segmentsIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith(".bin"));

describe("the index on disk", () => {
  test("is gone on from at the next start", async () => {
    await using site = await aPlace();
    await site.save(1, 30);
    await using first = site.start();
    await first.caughtUp();
    await first[Symbol.asyncDispose]();
    const before = segmentsIn(site.place.folder);
    await site.save(31, 1);
    await using second = site.start();
    await second.caughtUp();
    expect((await second.search(QUOKKAS, PAGE)).total).toBe(31);
    expect(segmentsIn(site.place.folder)).toEqual(expect.arrayContaining(before));
    expect(site.warnings).toEqual([]);
  });

  test.each([
    ["its manifest is damaged", (folder: string) => writeFileSync(join(folder, "manifest.json"), "{")],
    ["its manifest is missing", (folder: string) => rmSync(join(folder, "manifest.json"))],
    ["cannot be read", (folder: string) => rmSync(join(folder, segmentsIn(folder)[0] ?? ""))],
    ["bytes and has 4", (folder: string) => writeFileSync(join(folder, segmentsIn(folder)[0] ?? ""), "torn")],
  ])("is built anew, and says so, when %s", async (reason, damage) => {
    await using site = await aPlace();
    await site.save(1, 20);
    await rebuildIndex(site.place, { signal: new AbortController().signal, onProgress: () => undefined });
    damage(site.place.folder);
    expect((await checkIndex(site.place)).join(" ")).toContain(reason);
    await using index = site.start();
    await index.caughtUp();
    expect((await index.search(QUOKKAS, PAGE)).total).toBe(20);
    expect(site.warnings).toEqual([{ reason: expect.stringContaining(reason) as string }]);
    expect(await checkIndex(site.place)).toEqual([]);
  });

  test("is built anew when the database is another one", async () => {
    await using site = await aPlace();
    await site.save(1, 20);
    await using first = site.start();
    await first.caughtUp();
    await first[Symbol.asyncDispose]();
    await site.store[Symbol.asyncDispose]();
    for (const file of ["broadsheet.db", "broadsheet.db-wal", "broadsheet.db-shm"])
      rmSync(join(site.path, file), { force: true });
    await using store = await openStore(join(site.path, "broadsheet.db"));
    await store.ingest(async (transaction) => await saveSightings(transaction, somePapers(500, 40), 1));
    await rebuildOrFollow(site, store.papers.lastChange.bind(store.papers));
  });

  test("is not rebuilt while another writes it", async () => {
    await using site = await aPlace();
    await site.save(1, 5);
    await using index = site.start();
    await index.caughtUp();
    const rebuilding = rebuildIndex(site.place, { signal: new AbortController().signal, onProgress: () => undefined });
    await expect(rebuilding).rejects.toThrow(/The process \d+ writes the search index/);
    const report = await reportIndex(site.place);
    expect(report).toMatchObject({ papers: 5, writer: process.pid, rebuildReason: undefined });
    expect(report.change).toBe(report.lastChange);
  });
});

async function rebuildOrFollow(
  { path, place, warnings }: Awaited<ReturnType<typeof aPlace>>,
  lastChange: () => Promise<number>,
): Promise<void> {
  const log: Log = { debug() {}, info() {}, warn: (fields) => warnings.push(fields), error() {} };
  const databaseFile = join(path, "broadsheet.db");
  await using index = startPaperIndex({ databaseFile, indexFolder: place.folder, log, lastChange });
  await index.caughtUp();
  expect((await index.search(QUOKKAS, PAGE)).total).toBe(40);
  expect(warnings).toEqual([{ reason: expect.stringContaining("another store") as string }]);
}

/** Searches in a process of its own, as fast as it can, and says when the words are found. */
const SEARCHER = `
const { startPaperIndex } = await import(process.argv[1]);
const [, , databaseFile, indexFolder] = process.argv;
const log = { debug() {}, info() {}, warn() {}, error() {} };
const index = startPaperIndex({ databaseFile, indexFolder, log, lastChange: async () => 0 });
for (let last = -1; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
  const { total } = await index.search(${JSON.stringify(QUOKKAS)}, { offset: 0, limit: 1 }).catch(() => ({ total: last }));
  if (total !== last) process.stdout.write("found " + (last = total) + "\\n");
}`;

test("a paper saved by one process is found by another within two seconds, whichever writes", async () => {
  await using site = await aPlace();
  await site.save(1, 3);
  const module = join(import.meta.dirname, "paper-index.ts");
  const files = [join(site.path, "broadsheet.db"), site.place.folder];
  const children = [0, 1].map(() =>
    spawn(process.execPath, ["--input-type=module", "-e", SEARCHER, module, ...files], {
      stdio: ["ignore", "pipe", "inherit"],
    }),
  );
  const outputs = children.map(() => "");
  for (const [number, child] of children.entries())
    child.stdout.setEncoding("utf8").on("data", (text: string) => (outputs[number] += text));
  const found = async (total: number, by: readonly number[]): Promise<void> =>
    await expect
      .poll(() => by.every((number) => outputs[number]?.includes(`found ${total}\n`)), {
        timeout: 20_000,
        interval: 10,
      })
      .toBe(true);
  try {
    await found(3, [0, 1]);
    for (let total = 4; total <= 7; total += 1) {
      await site.save(total, 1);
      const savedAt = performance.now();
      await found(total, [0, 1]);
      expect(performance.now() - savedAt).toBeLessThan(2_000);
    }
    const { writer } = await reportIndex(site.place);
    const [dead, heir] = children[0]?.pid === writer ? [0, 1] : [1, 0];
    expect(children[dead]?.pid).toBe(writer);
    children[dead]?.kill("SIGKILL");
    await site.save(8, 1);
    await found(8, [heir]);
  } finally {
    for (const child of children) child.kill("SIGKILL");
  }
});
