import { serve as listen, type ServerType } from "@hono/node-server";
import type { App } from "./app.ts";
import { EditionShelf } from "./daily/edition-shelf.ts";
import { loadSampleOnce } from "./ingest/sample.ts";
import { Scheduler } from "./jobs/schedule.ts";
import { Worker } from "./jobs/worker.ts";
import { UserError, messageOf } from "./lib/errors.ts";
import { createMathRenderer } from "./lib/math.ts";
import { createFeeds } from "./surfaces/feeds/feeds.ts";
import { createWeb } from "./surfaces/web/web.tsx";
import { VERSION } from "./version.ts";

export interface ServeOptions {
  readonly port: number;
  readonly host: string;
}

/** A server that answers; disposing it lets running requests and jobs end. */
export interface RunningServer extends AsyncDisposable {
  readonly url: string;
}

/** How long requests under way may take to end when the server stops. */
const DRAIN_MS = 5_000;

/** Serves the pages and does the background work. Throws `UserError` when the address cannot be had. */
export async function serve(app: App, options: ServeOptions): Promise<RunningServer> {
  const { store, clock, log } = app;
  await loadSampleOnce({ store, clock }, app.readSample);
  const math = createMathRenderer();
  const reads = { store, shelf: new EditionShelf(store), board: app.board, index: app.index(), clock };
  const settings = webSettings(app);
  const web = createWeb({ ...reads, math, log, settings, mail: app.post });
  web.route("/", createFeeds({ ...reads, categories: settings.categories, publicUrl: settings.publicUrl }));
  const server = await listenOn(web.fetch, options);
  // The thread for formulas takes half a second to come up; the first page should not wait for it.
  void math.prepare(["$x$"]);
  const worker = new Worker({ jobs: store.jobs, functions: app.jobs, clock, log, random: Math.random });
  const scheduler = new Scheduler({ jobs: store.jobs, clock, log, entries: app.schedule });
  worker.start();
  scheduler.start();
  return {
    url: addressOf(server, options.host),
    async [Symbol.asyncDispose]() {
      await Promise.all([scheduler[Symbol.asyncDispose](), worker[Symbol.asyncDispose](), close(server)]);
      await math[Symbol.asyncDispose]();
    },
  };
}

function webSettings({ config, sources, schedule }: App) {
  return {
    publicUrl: config.url,
    trustedProxies: config.trustedProxies,
    categories: config.categories,
    version: VERSION,
    sources: sources.map(({ about }) => about),
    schedule,
  };
}

async function listenOn(
  fetch: (request: Request, env: object) => Response | Promise<Response>,
  { port, host }: ServeOptions,
): Promise<ServerType> {
  return await new Promise((resolve, reject) => {
    const server = listen({ fetch, port, hostname: host }, () => resolve(server));
    server.once("error", (error) => reject(explain(error, port, host)));
  });
}

function explain(error: Error, port: number, host: string): Error {
  const code = "code" in error ? error.code : undefined;
  const other = "choose another port with --port or BROADSHEET_PORT.";
  if (code === "EADDRINUSE")
    return new UserError("conflict", `Port ${port} is taken by another program. Stop that program, or ${other}`, {
      cause: error,
    });
  if (code === "EACCES")
    return new UserError("conflict", `This account may not use port ${port}; ${other}`, { cause: error });
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return new UserError("conflict", `This machine has no address ${host}. Correct --host or BROADSHEET_HOST.`, {
      cause: error,
    });
  }
  return new Error(`the server could not start: ${messageOf(error)}`, { cause: error });
}

function addressOf(server: ServerType, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const isEverywhere = host === "0.0.0.0" || host === "::";
  const isLocal = host === "127.0.0.1" || host === "::1" || isEverywhere;
  return `http://${isLocal ? "localhost" : host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** Ends idle connections at once, gives requests under way some seconds, then cuts what is left. */
async function close(server: ServerType): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    if (!("closeIdleConnections" in server)) return;
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
  });
}
