import { Agent, errors, request, type Dispatcher } from "undici";
import { readBody, type ReadBody } from "./body-reader.ts";
import { ACCEPTED_ENCODINGS, createDecoders } from "./content-decoding.ts";
import { Unavailable } from "../errors.ts";
import { createGuardedConnector } from "./guarded-connection.ts";
import type { Hop } from "./redirect.ts";
import { refuseSlow, SlowBody } from "./slow-body.ts";

/** What one address answered, whatever it was. The body is empty where nobody wants it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: ReadBody;
  readonly tookMs: number;
}

export interface ExchangeOptions {
  readonly userAgent: string;
  /** How long a body may stay below 1 kB/s. */
  readonly slowestMs: number;
}

export interface Exchange extends AsyncDisposable {
  /** One request. Throws `Unavailable` when no whole head came, or when the rest took too long; a broken body is kept. */
  send(hop: Hop, maxBytes: number, signal: AbortSignal | undefined): Promise<Answer>;
}

const NO_BODY: ReadBody = { bytes: new Uint8Array(), isTruncated: false, failure: undefined };

export function createExchange({ userAgent, slowestMs }: ExchangeOptions): Exchange {
  // A connection for each request: one kept from the last may be closed by its host just when it is used again.
  const agentOptions: Agent.Options = { pipelining: 0, allowH2: false, headersTimeout: 0, bodyTimeout: slowestMs };
  const open = new Agent(agentOptions);
  const guarded = new Agent({ ...agentOptions, connect: createGuardedConnector() });

  async function getUntil(signal: AbortSignal, hop: Hop, maxBytes: number): Promise<Omit<Answer, "tookMs">> {
    const response = await request(hop.url, {
      method: hop.body === undefined ? "GET" : "POST",
      body: hop.body ?? null,
      dispatcher: hop.mayBePrivate ? open : guarded,
      headers: { ...hop.headers, "user-agent": userAgent, "accept-encoding": ACCEPTED_ENCODINGS },
      signal,
    });
    const { statusCode: status } = response;
    const headers = toHeaders(response.headers);
    if (!isWanted(status)) {
      discard(response.body);
      return { status, headers, body: NO_BODY };
    }
    const decoders = createDecoders(headers.get("content-encoding") ?? "");
    if (!decoders) {
      discard(response.body);
      throw new Unavailable(
        hop.url.host,
        `${hop.url.host} packs its answer in a way that is not read. It is tried again later.`,
      );
    }
    const source = refuseSlow(response.body, slowestMs, () => performance.now());
    const body = await readBody(source, decoders, maxBytes);
    if (body.failure !== undefined) signal.throwIfAborted();
    if (isTooSlow(body.failure)) throw body.failure;
    return { status, headers, body };
  }

  return {
    async send(hop, maxBytes, signal) {
      const startedAt = performance.now();
      const deadline = AbortSignal.timeout(Math.ceil(hop.timeLeftMs));
      try {
        const answer = await getUntil(signal ? AbortSignal.any([signal, deadline]) : deadline, hop, maxBytes);
        return { ...answer, tookMs: performance.now() - startedAt };
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof Unavailable) throw error;
        throw deadline.aborted || isTooSlow(error) ? tooSlow(hop, error) : unreachable(hop, error);
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([open.destroy(), guarded.destroy()]);
    },
  };
}

function discard(body: Dispatcher.ResponseData["body"]): void {
  body.on("error", () => {}).destroy();
}

/** Redirects, refusals and errors are acted upon without reading what they say. */
function isWanted(status: number): boolean {
  return status < 300 || (status >= 400 && status < 500 && status !== 429);
}

function isTooSlow(error: unknown): boolean {
  return error instanceof SlowBody || error instanceof errors.BodyTimeoutError;
}

function tooSlow({ url }: Hop, cause: unknown): Unavailable {
  return new Unavailable(url.host, `${url.host} took too long to answer. It is tried again later.`, { cause });
}

/** The same words whether a host is down, unknown or refused by us, so that nobody maps our network by asking. */
function unreachable({ url }: Hop, cause: unknown): Unavailable {
  return new Unavailable(url.host, `${url.host} could not be reached. It is tried again later.`, { cause });
}

function toHeaders(received: Dispatcher.ResponseData["headers"]): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(received)) {
    for (const value of [values ?? []].flat()) {
      // Upstream may send what the standard forbids in a header; it is of no use to us.
      if (/^[\t\u0020-\u007E\u0080-\u00FF]*$/.test(value)) headers.append(name, value);
    }
  }
  return headers;
}
