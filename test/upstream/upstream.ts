import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { systemClock, type Clock } from "../../src/lib/clock.ts";
import { feedPage } from "./arxiv-feed-pages.ts";
import { oaiPage } from "./arxiv-oai-pages.ts";
import { queryPage } from "./arxiv-query-pages.ts";
import { deliver } from "./delivery.ts";
import type { Fault } from "./faults.ts";
import { dailyPapersPage } from "./hugging-face-pages.ts";
import { startLocalServer } from "./local-server.ts";
import { page, type Page } from "./page.ts";
import type { UpstreamPaper } from "./paper.ts";
import { createShelf } from "./shelf.ts";

export interface UpstreamOptions {
  readonly papers?: readonly UpstreamPaper[];
  /** The day upstream believes it is; the last day on which its papers were announced or featured, unless given. */
  readonly today?: string;
  /** Records on a page of OAI-PMH; arXiv's are 2,000. */
  readonly oaiPageSize?: number;
  /** 0 for a free one. */
  readonly port?: number;
  /** Tells the times in the request log. */
  readonly clock?: Clock;
}

export interface LoggedRequest {
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly startedAt: number;
  /** Undefined while the request is under way. */
  readonly endedAt: number | undefined;
  readonly status: number | undefined;
  /** Requests under way when this one began, itself included. */
  readonly concurrency: number;
}

export type Matcher = string | RegExp | ((request: LoggedRequest) => boolean);

export interface FaultOptions {
  /** How many matching requests it hits; all, unless given. */
  readonly times?: number;
  /** How many matching requests it lets pass before. */
  readonly after?: number;
}

/** arXiv and Hugging Face on a port of this machine, with a log, and with faults to switch on. */
export interface Upstream extends AsyncDisposable {
  readonly origin: string;
  /** `127.0.0.1:43121`, to be named among the allowed hosts. */
  readonly host: string;
  /** The settings that send Broadsheet here. */
  readonly settings: Readonly<Record<string, string>>;
  readonly requests: readonly LoggedRequest[];
  forgetRequests(): void;
  setToday(day: string): void;
  setPapers(papers: readonly UpstreamPaper[]): void;
  /** Changes what upstream says of one paper: a new title, a withdrawal, more votes. */
  change(id: string, facts: Partial<UpstreamPaper>): void;
  /** Lets a fault loose on requests whose path and query match; a string matches as a beginning. Returns its end. */
  fault(matcher: Matcher, fault: Fault, options?: FaultOptions): () => void;
  clearFaults(): void;
  close(): Promise<void>;
}

interface ActiveFault {
  readonly matcher: Matcher;
  readonly fault: Fault;
  toSkip: number;
  timesLeft: number;
}

type OpenRequest = { -readonly [Key in keyof LoggedRequest]: LoggedRequest[Key] };

const ARXIV_OAI_PAGE_SIZE = 2000;

export async function startUpstream(options: UpstreamOptions = {}): Promise<Upstream> {
  const { clock = systemClock, oaiPageSize = ARXIV_OAI_PAGE_SIZE, port = 0 } = options;
  let shelf = createShelf(options.papers ?? []);
  let { today } = options;
  const log: OpenRequest[] = [];
  const faults = new Set<ActiveFault>();

  const rightPage = (url: URL): Page => {
    const day = today ?? (shelf.lastDay === "" ? "2026-01-05" : shelf.lastDay);
    if (/^\/(?:atom|rss)\//.test(url.pathname)) return feedPage(url, shelf, day);
    if (url.pathname === "/oai") return oaiPage(url, shelf, day, oaiPageSize);
    if (url.pathname === "/api/query") return queryPage(url, shelf, day);
    if (url.pathname === "/api/daily_papers") return dailyPapersPage(url, shelf, day);
    return page(404, "text/plain", "Not found");
  };

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const entry = logged(request, log, clock);
    response.once("close", () => {
      entry.endedAt = clock.now();
    });
    const url = new URL(request.url ?? "/", `http://${request.headers.host ?? "127.0.0.1"}`);
    const right = rightPage(url);
    const { headers } = request;
    const answer = nextFault(faults, entry)?.(right, { url, headers }) ?? negotiated(right, headers);
    entry.status = answer.status;
    await deliver(answer, response);
  };

  const server = await startLocalServer(respond, { port });
  const { origin, host } = server;
  const close = (): Promise<void> => server.close();
  return {
    origin,
    host,
    settings: settingsFor(origin),
    requests: log,
    forgetRequests: () => void log.splice(0),
    setToday: (day) => void (today = day),
    setPapers: (papers) => void (shelf = createShelf(papers)),
    change(id, facts) {
      shelf = createShelf(shelf.papers.map((paper) => (paper.id === id ? { ...paper, ...facts } : paper)));
    },
    fault(matcher, fault, { times = Infinity, after = 0 } = {}) {
      const active = { matcher, fault, toSkip: after, timesLeft: times };
      faults.add(active);
      return () => void faults.delete(active);
    },
    clearFaults: () => faults.clear(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function logged(request: IncomingMessage, log: OpenRequest[], clock: Clock): OpenRequest {
  const concurrency = 1 + log.filter((other) => other.endedAt === undefined).length;
  const path = request.url ?? "/";
  const entry = {
    path,
    headers: request.headers,
    startedAt: clock.now(),
    endedAt: undefined,
    status: undefined,
    concurrency,
  };
  log.push(entry);
  return entry;
}

/** What caches and compression make of an answer. */
function negotiated(right: Page, headers: IncomingHttpHeaders): Page {
  const { etag } = right.headers;
  if (etag !== undefined && headers["if-none-match"] === etag) return { ...right, status: 304, body: Buffer.alloc(0) };
  const acceptsGzip = /\bgzip\b/.test(headers["accept-encoding"] ?? "");
  if (!acceptsGzip || right.body.length < 1024) return right;
  return {
    ...right,
    headers: { ...right.headers, "content-encoding": "gzip" },
    body: gzipSync(right.body, { level: 1 }),
  };
}

function nextFault(faults: ReadonlySet<ActiveFault>, request: LoggedRequest): Fault | undefined {
  for (const active of faults) {
    if (active.timesLeft <= 0 || !matches(active.matcher, request)) continue;
    if (active.toSkip > 0) {
      active.toSkip -= 1;
      continue;
    }
    active.timesLeft -= 1;
    return active.fault;
  }
  return undefined;
}

function matches(matcher: Matcher, request: LoggedRequest): boolean {
  if (typeof matcher === "string") return request.path.startsWith(matcher);
  return matcher instanceof RegExp ? matcher.test(request.path) : matcher(request);
}

function settingsFor(origin: string): Record<string, string> {
  return {
    BROADSHEET_ARXIV_FEED_URL: `${origin}/atom`,
    BROADSHEET_ARXIV_OAI_URL: `${origin}/oai`,
    BROADSHEET_ARXIV_API_URL: `${origin}/api/query`,
    BROADSHEET_HF_URL: origin,
  };
}
