import { spawn, type ChildProcess } from "node:child_process";
import { request, Agent } from "node:http";
import { join } from "node:path";
import { percentile, round } from "./machine.ts";

const MAIN = join(import.meta.dirname, "../dist/main.js");
const WARM_UP = 30;
const SAMPLES = 300;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

interface Answer {
  readonly status: number;
  readonly body: Buffer;
  readonly ms: number;
}

async function get(url: string): Promise<Answer> {
  const startedAt = performance.now();
  return await new Promise((resolve, reject) => {
    request(url, { agent, headers: { "accept-encoding": "gzip, br" } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks), ms: performance.now() - startedAt }),
      );
    })
      .on("error", reject)
      .end();
  });
}

async function firstPage(url: string, startedAt: number): Promise<number> {
  for (;;) {
    const answer = await get(url).catch(() => undefined);
    if (answer?.status === 200) return performance.now() - startedAt;
    if (performance.now() - startedAt > 60_000) throw new Error("the server did not come up within a minute");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Latency over loopback, one request at a time, each for another page of the list. */
async function benchPages(origin: string, paths: readonly string[]): Promise<object> {
  const samples: number[] = [];
  for (let index = 0; index < WARM_UP + SAMPLES; index += 1) {
    const { status, ms } = await get(`${origin}${paths[index % paths.length]}`);
    if (status !== 200) throw new Error(`${paths[index % paths.length]} answered ${status}`);
    if (index >= WARM_UP) samples.push(ms);
  }
  return {
    p50Ms: percentile(samples, 0.5),
    p95Ms: percentile(samples, 0.95),
    p99Ms: percentile(samples, 0.99),
    samples: samples.length,
  };
}

async function weigh(origin: string): Promise<object> {
  const page = await get(`${origin}/`);
  // The transferred page is compressed; the addresses of its style sheets are read from a plain copy.
  const plain = await fetch(`${origin}/`).then(async (response) => await response.text());
  const styles = [...plain.matchAll(/<link rel="stylesheet"[^>]* href="([^"]+)"/g)].map(([, href = ""]) => href);
  const sizes = await Promise.all(styles.map(async (href) => (await get(`${origin}${href}`)).body.length));
  return { htmlKb: round(page.body.length / 1000), cssKb: round(sizes.reduce((sum, size) => sum + size, 0) / 1000) };
}

/** Serves a filled store with no upstream and measures what a reader would wait for. */
export async function benchServe(
  dataFolder: string,
  pages: { days: readonly string[]; papers: readonly string[]; questions: readonly string[] },
): Promise<object> {
  const port = 17_474;
  const origin = `http://127.0.0.1:${port}`;
  const startedAt = performance.now();
  const server: ChildProcess = spawn(process.execPath, [MAIN, "serve", "--port", String(port), "--data", dataFolder], {
    stdio: "ignore",
    env: { ...process.env, BROADSHEET_SOURCES: "" },
  });
  try {
    const startMs = await firstPage(`${origin}/`, startedAt);
    const whileIndexing = await benchPages(origin, ["/"]);
    await untilIndexed(origin);
    const indexedMs = performance.now() - startedAt;
    return {
      startToFirstPageMs: Math.round(startMs),
      startToIndexedMs: Math.round(indexedMs),
      frontPageWhileIndexing: whileIndexing,
      frontPage: { ...(await benchPages(origin, ["/"])), ...(await weigh(origin)) },
      dayPage: await benchPages(
        origin,
        pages.days.map((day) => `/day/${day}`),
      ),
      paperPage: await benchPages(
        origin,
        pages.papers.map((id) => `/papers/${id}`),
      ),
      searchPage: await benchPages(
        origin,
        pages.questions.map((question) => `/search?q=${encodeURIComponent(question)}`),
      ),
    };
  } finally {
    server.kill("SIGTERM");
    await new Promise((resolve) => server.once("exit", resolve));
  }
}

async function untilIndexed(origin: string): Promise<void> {
  for (let tries = 0; tries < 1_200; tries += 1) {
    const { body } = await get(`${origin}/readyz`);
    if ((JSON.parse(body.toString()) as { index: { isReady: boolean } }).index.isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the index was not ready within two minutes");
}
