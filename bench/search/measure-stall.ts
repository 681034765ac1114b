import { execFile } from "node:child_process";
import { createReadStream, createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { createGunzip, createGzip } from "node:zlib";
import { systemClock } from "../../src/lib/clock.ts";
import { silentLog } from "../../src/lib/log.ts";
import { startPaperIndex } from "../../src/search/paper-index.ts";
import { search } from "../../src/search/search.ts";
import { openStore } from "../../src/store/open.ts";

const MAIN = join(import.meta.dirname, "../../dist/main.js");
const PAPERS = 20_000;
const ASK_EVERY_MS = 20;

export interface StallFigures {
  readonly papers: number;
  readonly indexedInSeconds: number;
  /** Asked meanwhile, and how many of them had no answer yet. */
  readonly searches: number;
  readonly unanswered: number;
  /** The longest the event loop was held up while the thread took the papers in and was asked. */
  readonly longestMs: number;
  readonly p99Ms: number;
}

/** How much the index thread of the product holds up the thread that serves pages. Not pinned: a server is not either. */
export async function measureStall(source: string, folder: string, say: (text: string) => void): Promise<StallFigures> {
  say(`importing ${PAPERS} papers to see whether indexing them holds up the event loop`);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "papers.jsonl.gz");
  const lines = Readable.from(firstLines(source, PAPERS));
  await pipeline(lines, createGzip(), createWriteStream(file));
  await promisify(execFile)(process.execPath, [MAIN, "import", file, "--data", folder]);
  return await watchIndexing(join(folder, "broadsheet.db"), join(folder, "another-index"));
}

async function* firstLines(source: string, count: number): AsyncGenerator<string> {
  let left = count;
  for await (const line of createInterface({ input: createReadStream(source).pipe(createGunzip()) })) {
    if (left-- <= 0) return;
    yield `${line}\n`;
  }
}

async function watchIndexing(databaseFile: string, indexFolder: string): Promise<StallFigures> {
  await using store = await openStore(databaseFile);
  const lastChange = async (): Promise<number> => await store.papers.lastChange();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  await using index = startPaperIndex({ databaseFile, indexFolder, log: silentLog, lastChange });
  const startedAt = performance.now();
  delay.enable();
  let searches = 0;
  let unanswered = 0;
  for (; !index.progress().isReady; searches += 1) {
    const isAnswered = await search({ store, index, clock: systemClock }, { question: "attention in vision" }).then(
      () => true,
      () => false,
    );
    if (!isAnswered) unanswered += 1;
    await sleep(ASK_EVERY_MS);
  }
  delay.disable();
  return {
    papers: index.progress().indexed,
    indexedInSeconds: Math.round((performance.now() - startedAt) / 100) / 10,
    searches,
    unanswered,
    longestMs: Math.round(delay.max / 1e4) / 100,
    p99Ms: Math.round(delay.percentile(99) / 1e4) / 100,
  };
}
