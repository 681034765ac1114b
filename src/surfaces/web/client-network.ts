import { isIPv6 } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

/** Groups of an IPv6 address that name a customer's network (RFC 6177): one machine has a whole /64 to ask from. */
const NETWORK_GROUPS = 4;

/**
 * The network that a request came from, for limits. Headers that a proxy adds are not looked at: anybody can send them.
 * Behind a proxy all readers therefore share one limit.
 */
export function networkOf(context: Context): string {
  // Requests made without a socket, as in tests, have no connection to ask.
  if (typeof context.env !== "object" || !("incoming" in context.env || "server" in context.env)) return "";
  return networkOfAddress(getConnInfo(context).remote.address ?? "");
}

export function networkOfAddress(address: string): string {
  const bare = address.replace(/%.*$/, "").replace(/^::ffff:(?=\d+\.)/i, "");
  if (!isIPv6(bare)) return bare;
  // The URL parser writes every form of an address the same way.
  const canonical = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const [left = "", right = ""] = canonical.split("::");
  const before = left === "" ? [] : left.split(":");
  const after = right === "" ? [] : right.split(":");
  const zeros = Array.from({ length: canonical.includes("::") ? 8 - before.length - after.length : 0 }, () => "0");
  return `${[...before, ...zeros, ...after].slice(0, NETWORK_GROUPS).join(":")}::/64`;
}
