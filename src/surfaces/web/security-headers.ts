import type { MiddlewareHandler } from "hono";

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy": CONTENT_SECURITY_POLICY,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
};

const ONE_YEAR_S = 31_536_000;

/** Puts the security headers on every response, errors included. HSTS only where readers come by https. */
export function securityHeaders(publicUrl: string | undefined): MiddlewareHandler {
  const isHttps = publicUrl?.startsWith("https:") ?? false;
  return async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) {
      // A page that must show foreign markup may have a policy of its own.
      if (name !== "Content-Security-Policy" || !context.res.headers.has(name)) context.res.headers.set(name, value);
    }
    if (isHttps) context.res.headers.set("Strict-Transport-Security", `max-age=${ONE_YEAR_S}; includeSubDomains`);
  };
}
