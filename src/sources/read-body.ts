import { decodeBytes } from "../lib/decode-bytes.ts";
import { Unavailable } from "../lib/errors.ts";
import type { HttpResponse } from "../lib/http-client.ts";
import type { Parsed } from "../lib/parsed.ts";

/** An answer's text. Where it was cut at the size cap or broke off, that is a problem: what came before is read. */
export function readBody({ body, headers, isTruncated }: HttpResponse): Parsed<string> {
  const charset = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(headers.get("content-type") ?? "")?.[1];
  const { value, problems } = decodeBytes(body, charset);
  const cut = { message: "The answer broke off or is too large; what came before is read." };
  return { value, problems: isTruncated ? [...problems, cut] : problems };
}

/** What to throw when an answer is not what was asked for: an error page, a captive portal, a document cut short. */
export function unreadable(service: string, { status, url }: HttpResponse, instead: string): Unavailable {
  return new Unavailable(service, `${service} answered with ${instead} (HTTP ${status}, ${new URL(url).host}).`);
}
