import type { Context } from "hono";
import { parseChoices } from "../../../daily/subscription-choices.ts";
import { UserError } from "../../../lib/errors.ts";
import type { WebDeps } from "../web-deps.ts";

/** A mail has its styles inside; nothing else in it may do anything. */
const PREVIEW_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-same-origin allow-top-navigation-by-user-activation";

/** The mail that these choices would bring now, as a page. */
export async function subscribePreview({ mail }: WebDeps, context: Context): Promise<Response> {
  const { value: choices, problems } = parseChoices(context.req.query());
  const [problem] = problems;
  if (problem) throw new UserError("invalid", `${problem.message} Go back and correct it.`);
  const preview = await mail?.preview(choices);
  if (!preview) throw new UserError("missing", "There are no papers yet that could be sent. Come back in a while.");
  const back = `/subscribe?${new URLSearchParams(context.req.query()).toString()}`;
  return context.html(preview.html(back), 200, {
    "Content-Security-Policy": PREVIEW_POLICY,
    "Cache-Control": "no-cache",
    "X-Robots-Tag": "noindex",
  });
}
