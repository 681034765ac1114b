import { page, type Page } from "./page.ts";

export interface FaultyRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Something that goes wrong: the answer that a client gets instead of the right one. */
export type Fault = (right: Page, request: FaultyRequest) => Page;

/** Another status instead of the answer; `retryAfter` is sent as it stands. */
export function status(
  code: number,
  options: { retryAfter?: string; body?: string; contentType?: string } = {},
): Fault {
  const { retryAfter, body = `${code}`, contentType = "text/plain; charset=utf-8" } = options;
  return () => page(code, contentType, body, retryAfter === undefined ? {} : { "retry-after": retryAfter });
}

/** arXiv's 429: 14 bytes of plain text and, as a rule, no Retry-After. */
export function rateLimited(retryAfter?: string): Fault {
  return status(429, {
    body: "Rate exceeded.",
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}

/** A page for people in place of the answer, with status 200: a captive portal or a broken proxy. */
export function htmlPage(): Fault {
  const body =
    "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1><br></body></html>";
  return status(200, { body, contentType: "text/html; charset=utf-8" });
}

export function redirect(location: string, code = 301): Fault {
  return () => page(code, "text/plain", "Moved", { location });
}

/** Sends a client through `length` addresses of the same host before it gets the answer. */
export function redirectChain(length: number, code = 302): Fault {
  return (right, { url }) => {
    const hop = Number(url.searchParams.get("hop") ?? 0);
    return hop >= length ? right : redirect(withQuery(url, "hop", String(hop + 1)), code)(right, { url, headers: {} });
  };
}

export function redirectLoop(code = 302): Fault {
  return (right, request) => redirect(request.url.href, code)(right, request);
}

function withQuery(url: URL, name: string, value: string): string {
  const changed = new URL(url);
  changed.searchParams.set(name, value);
  return changed.href;
}

/** The connection breaks when `share` (0 to 1) of the body is out. */
export function resetMidBody(share: number): Fault {
  return (right) => ({
    ...right,
    delivery: { kind: "reset", afterBytes: Math.floor(right.body.length * share) },
  });
}

/** Content-Length is `extraBytes` more (or, below zero, less) than the body has. */
export function wrongLength(extraBytes: number): Fault {
  return (right) => withHeaders(right, { "content-length": String(Math.max(0, right.body.length + extraBytes)) });
}

export function slowDrip(bytesPerSecond: number): Fault {
  return (right) => ({ ...right, delivery: { kind: "drip", bytesPerSecond } });
}

/** Takes the request and never answers. */
export function silence(): Fault {
  return (right) => ({ ...right, delivery: { kind: "silence" } });
}

export function endlessBody(): Fault {
  return (right) => ({
    ...right,
    body: Buffer.alloc(64 * 1024, "<!-- -->"),
    delivery: { kind: "endless" },
  });
}

export function withHeaders(right: Page, headers: Record<string, string>): Page {
  return { ...right, headers: { ...right.headers, ...headers } };
}
