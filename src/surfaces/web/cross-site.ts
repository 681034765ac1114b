import type { MiddlewareHandler } from "hono";
import { UserError } from "../../lib/errors.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses requests that change something and come from another site. Browsers say where a request comes from in
 * `Sec-Fetch-Site`; older ones only in `Origin`. A request that says neither is refused too.
 */
export function refuseCrossSite(publicUrl: string | undefined): MiddlewareHandler {
  const publicOrigin = publicUrl === undefined ? undefined : URL.parse(publicUrl)?.origin;
  return async (context, next) => {
    const { req } = context;
    const asked = {
      site: req.header("Sec-Fetch-Site"),
      origin: req.header("Origin"),
      host: req.header("Host") ?? new URL(req.url).host,
    };
    if (!SAFE_METHODS.has(req.method) && !isOwnRequest(asked, publicOrigin)) {
      throw new UserError(
        "forbidden",
        "This request came from another site, so nothing was changed. Open the page here and try again.",
      );
    }
    await next();
  };
}

interface Asked {
  readonly site: string | undefined;
  readonly origin: string | undefined;
  readonly host: string;
}

export function isOwnRequest({ site, origin, host }: Asked, publicOrigin: string | undefined): boolean {
  if (site !== undefined) return site === "same-origin";
  if (origin === undefined) return false;
  return origin === publicOrigin || origin === `http://${host}` || origin === `https://${host}`;
}
