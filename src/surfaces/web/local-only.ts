import { BlockList } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context, MiddlewareHandler } from "hono";
import { UserError } from "../../lib/errors.ts";

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

/** Headers that a proxy adds: the client is then somebody else than the address says. */
const PROXY_HEADERS = ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"];

/** Lets only people at this machine pass: there are no accounts yet, so nobody else may write. */
export const onlyFromHere: MiddlewareHandler = async (context, next) => {
  if (!isFromHere(context)) {
    throw new UserError(
      "forbidden",
      "Only somebody at the machine that runs Broadsheet may do this. Open it there as http://localhost, or use the broadsheet command.",
    );
  }
  await next();
};

/**
 * Whether a request was made at this machine. The address alone does not prove it: a proxy here, or a web page that
 * had its name pointed here (DNS rebinding), come from the same address. So the name asked for must be local as well.
 */
export function isFromHere(context: Context): boolean {
  const { req } = context;
  if (PROXY_HEADERS.some((name) => req.header(name) !== undefined)) return false;
  const origin = req.header("Origin");
  const names = [
    req.header("Host") ?? new URL(req.url).host,
    ...(origin === undefined ? [] : [URL.parse(origin)?.host ?? ""]),
  ];
  return isLoopbackAddress(clientAddress(context)) && names.every(isLoopbackHost);
}

function clientAddress(context: Context): string {
  // Requests made without a socket, as in tests, have no connection to ask.
  if (typeof context.env !== "object" || !("incoming" in context.env || "server" in context.env)) return "";
  return getConnInfo(context).remote.address ?? "";
}

function isLoopbackAddress(address: string): boolean {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, "");
  return bare.includes(":")
    ? LOOPBACK.check(bare, "ipv6")
    : /^\d+(?:\.\d+){3}$/.test(bare) && LOOPBACK.check(bare, "ipv4");
}

function isLoopbackHost(host: string): boolean {
  const name = (URL.parse(`http://${host}`)?.hostname ?? "").replace(/^\[|\]$/g, "");
  return name === "localhost" || name.endsWith(".localhost") || isLoopbackAddress(name);
}
