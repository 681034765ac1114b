import { Unavailable } from "../errors.ts";
import { isNamedHost, problemOfAddress } from "./web-address.ts";

/** One address on a request's way, and the time that is left from there on. */
export interface Hop {
  readonly url: URL;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly timeLeftMs: number;
  /** The operator named the host in the settings. */
  readonly mayBePrivate: boolean;
  /** Sent by POST. Undefined: nothing, by GET. */
  readonly body?: string | undefined;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** All that another origin is told about a request that was sent on to it. */
const HEADERS_FOR_STRANGERS: ReadonlySet<string> = new Set(["accept", "accept-language"]);

export function isRedirect(status: number): boolean {
  return REDIRECTS.has(status);
}

/** Where a redirect leads, checked like an address that somebody typed. Throws `Unavailable` when it leads nowhere. */
export function followRedirect(
  from: Hop,
  location: string | null,
  spentMs: number,
  namedHosts: ReadonlySet<string>,
): Hop {
  const { host } = from.url;
  const url = location === null ? null : URL.parse(location, from.url.href);
  const problem = url ? problemOfAddress(url, namedHosts) : "It does not say where.";
  if (!url || problem !== undefined)
    throw new Unavailable(host, `${host} redirects to an address that cannot be read. ${problem}`);
  const timeLeftMs = from.timeLeftMs - spentMs;
  if (timeLeftMs <= 0) throw new Unavailable(host, `${host} took too long to answer. It is tried again later.`);
  const headers = url.origin === from.url.origin ? from.headers : headersForStrangers(from.headers);
  return { url, headers, timeLeftMs, mayBePrivate: isNamedHost(url, namedHosts) };
}

function headersForStrangers(headers: Hop["headers"]): Hop["headers"] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => HEADERS_FOR_STRANGERS.has(name)));
}
