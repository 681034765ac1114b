import { isIP, isIPv6 } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { NO_RANGES, type AddressRanges } from "../../lib/address-ranges.ts";

/** Groups of an IPv6 address that name a customer's network (RFC 6177): one machine has a whole /64 to ask from. */
const NETWORK_GROUPS = 4;

/** The network that a request came from, for limits. Behind trusted proxies it is what they say of their client. */
export function networkOf(context: Context, proxies: AddressRanges = NO_RANGES): string {
  // Requests made without a socket, as in tests, have no connection to ask.
  if (typeof context.env !== "object" || !("incoming" in context.env || "server" in context.env)) return "";
  const remote = getConnInfo(context).remote.address ?? "";
  return networkOfAddress(clientAddress(remote, context.req.header("X-Forwarded-For") ?? "", proxies));
}

/**
 * Who asks: the last address on the way here that is not a trusted proxy's. Each proxy adds the address that it saw at the
 * end of `X-Forwarded-For`; what stands before the first stranger was written by that stranger and counts for nothing.
 */
export function clientAddress(remote: string, forwardedFor: string, proxies: AddressRanges): string {
  let client = bareAddress(remote);
  const hops = forwardedFor.split(",");
  while (hops.length > 0 && proxies.has(client)) {
    const hop = bareAddress(hops.pop() ?? "");
    if (isIP(hop) === 0) return client;
    client = hop;
  }
  return client;
}

/** Without a zone, a port or brackets, and an IPv4 address as such. */
function bareAddress(text: string): string {
  const [, bracketed] = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text.trim()) ?? [];
  const address = bracketed ?? text.trim().replace(/^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/, "$1");
  return address.replace(/%.*$/, "").replace(/^::ffff:(?=\d+\.)/i, "");
}

export function networkOfAddress(address: string): string {
  const bare = bareAddress(address);
  if (!isIPv6(bare)) return bare;
  // The URL parser writes every form of an address the same way.
  const canonical = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const [left = "", right = ""] = canonical.split("::");
  const before = left === "" ? [] : left.split(":");
  const after = right === "" ? [] : right.split(":");
  const zeros = Array.from({ length: canonical.includes("::") ? 8 - before.length - after.length : 0 }, () => "0");
  return `${[...before, ...zeros, ...after].slice(0, NETWORK_GROUPS).join(":")}::/64`;
}
