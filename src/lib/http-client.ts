import { STATUS_CODES } from "node:http";
import type { Clock } from "./clock.ts";
import { Unavailable, UserError } from "./errors.ts";
import { createExchange, type Answer } from "./http/exchange.ts";
import { followRedirect, isRedirect, type Hop } from "./http/redirect.ts";
import { isNamedHost, problemOfAddress } from "./http/web-address.ts";
import type { RequestTurns, TurnOutcome } from "./request-turns.ts";
import { parseRetryAfter } from "./retry-after.ts";

/** A finished answer. `isTruncated`: the body was cut at the size cap, or broke off; what came before is here. */
export interface HttpResponse {
  readonly status: number;
  readonly url: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
  readonly isTruncated: boolean;
}

export interface HttpRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Whole request, all redirects included; 60 s unless given. Waiting for a turn does not count. */
  readonly timeoutMs?: number | undefined;
  /** Of the decoded body; 20 MB unless given. */
  readonly maxBytes?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A question in JSON. Nothing is sent on to where a redirect leads. */
export interface HttpQuestion extends HttpRequest {
  readonly json: unknown;
}

/**
 * Reads from the web politely and safely. Throws `Unavailable` for whatever is no answer (429 and 5xx included),
 * `UserError` for an address that is never read, and the signal's reason when the request is given up.
 */
export interface HttpClient {
  get(request: HttpRequest): Promise<HttpResponse>;
}

/** Asks programs on the web by POST; throws as `HttpClient` does. */
export interface HttpAsker {
  ask(question: HttpQuestion): Promise<HttpResponse>;
}

export interface HttpClientOptions {
  readonly clock: Clock;
  /** Says who we are and where to complain. */
  readonly userAgent: string;
  /** Hosts named in the settings, as `host` or `host:port`. They may be private and listen on any port, also when a redirect leads there. */
  readonly allowedHosts: ReadonlySet<string>;
  readonly turns: RequestTurns;
  /** How long a body may stay below 1 kB/s; 15 s unless given. */
  readonly slowestMs?: number | undefined;
}

const DEFAULT_TIMEOUT_MS = 60_000;
const DEFAULT_MAX_BYTES = 20 * 1024 * 1024;
const DEFAULT_SLOWEST_MS = 15_000;
const MOST_REDIRECTS = 5;

const neverAborted = new AbortController().signal;

export function createHttpClient(options: HttpClientOptions): HttpClient & HttpAsker & AsyncDisposable {
  const { clock, userAgent, allowedHosts, turns, slowestMs = DEFAULT_SLOWEST_MS } = options;
  const exchange = createExchange({ userAgent, slowestMs });

  async function sendInTurn(hop: Hop, { maxBytes = DEFAULT_MAX_BYTES, signal }: HttpRequest): Promise<Answer> {
    const turn = await turns.take(hop.url.host, signal ?? neverAborted);
    let outcome: TurnOutcome = { failed: true };
    try {
      const answer = await exchange.send(hop, maxBytes, signal);
      outcome = outcomeOf(answer, clock.now());
      return answer;
    } catch (error) {
      if (signal?.aborted === true) outcome = {};
      throw error;
    } finally {
      await turn.finish(outcome);
    }
  }

  return {
    async get(request) {
      let hop = firstHop(request, allowedHosts);
      for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
        const answer = await sendInTurn(hop, request);
        if (!isRedirect(answer.status)) return toResponse(answer, hop.url, clock.now());
        hop = followRedirect(hop, answer.headers.get("location"), answer.tookMs, allowedHosts);
      }
      throw new Unavailable(
        hop.url.host,
        `${hop.url.host} redirects more than ${MOST_REDIRECTS} times. It is tried again later.`,
      );
    },
    async ask({ json, ...request }) {
      const headers = { ...request.headers, "content-type": "application/json" };
      const hop = { ...firstHop({ ...request, headers }, allowedHosts), body: JSON.stringify(json) };
      const answer = await sendInTurn(hop, request);
      if (isRedirect(answer.status))
        throw new Unavailable(
          hop.url.host,
          `${hop.url.host} sends questions on elsewhere. Name the last address itself.`,
        );
      return toResponse(answer, hop.url, clock.now());
    },
    [Symbol.asyncDispose]: () => exchange[Symbol.asyncDispose](),
  };
}

function firstHop(
  { url: address, headers = {}, timeoutMs = DEFAULT_TIMEOUT_MS }: HttpRequest,
  allowedHosts: ReadonlySet<string>,
): Hop {
  const url = URL.parse(address);
  const problem = url ? problemOfAddress(url, allowedHosts) : "Write a full address, such as https://example.org/feed.";
  if (!url || problem !== undefined) throw new UserError("invalid", `This address cannot be read. ${problem}`);
  const lowerCased = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    url,
    headers: Object.fromEntries(lowerCased),
    timeLeftMs: timeoutMs,
    mayBePrivate: isNamedHost(url, allowedHosts),
  };
}

function outcomeOf({ status, headers, body }: Answer, nowMs: number): TurnOutcome {
  const retryAfterMs = parseRetryAfter(headers.get("retry-after") ?? "", nowMs);
  return { status, failed: body.failure !== undefined, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

function toResponse(answer: Answer, url: URL, nowMs: number): HttpResponse {
  const { status, headers, body } = answer;
  if (!isAnswer(status)) throw refused(answer, url.host, nowMs);
  if (body.failure !== undefined && (status !== 200 || body.bytes.length === 0)) {
    throw new Unavailable(url.host, `${url.host} broke off its answer. It is tried again later.`, {
      cause: body.failure,
    });
  }
  return { status, url: url.href, headers, body: body.bytes, isTruncated: body.isTruncated };
}

function isAnswer(status: number): boolean {
  return (status >= 200 && status < 300) || status === 304 || (status >= 400 && status < 500 && status !== 429);
}

function refused({ status, headers }: Answer, host: string, nowMs: number): Unavailable {
  const retryAfterMs = parseRetryAfter(headers.get("retry-after") ?? "", nowMs);
  const name = STATUS_CODES[status] === undefined ? "" : ` (${STATUS_CODES[status]})`;
  const wish = retryAfterMs ? ` and asks to wait ${Math.ceil(retryAfterMs / 1000)} s` : "";
  return new Unavailable(host, `${host} answered ${status}${name}${wish}. It is tried again later.`, { retryAfterMs });
}
