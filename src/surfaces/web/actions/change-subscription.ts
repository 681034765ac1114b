import type { Context, MiddlewareHandler } from "hono";
import { parseChoices } from "../../../daily/subscription-choices.ts";
import { changeSubscription, endSubscription } from "../../../daily/subscription.ts";
import { UserError } from "../../../lib/errors.ts";
import { readForm } from "../read-form.ts";
import type { WebDeps } from "../web-deps.ts";

/** Changes or ends a subscription from its page. */
export async function changeAction(deps: WebDeps, context: Context, token: string): Promise<Response> {
  const fields = await readForm(context);
  if (fields["do"] === "end") {
    await endSubscription(deps, token);
    return context.redirect(`/subscriptions/${token}`, 303);
  }
  const { value: choices, problems } = parseChoices(fields);
  const [problem] = problems;
  if (problem) throw new UserError("invalid", `${problem.message} Go back and correct it.`);
  await changeSubscription(deps, token, choices);
  return context.redirect(`/subscriptions/${token}?changed`, 303);
}

/**
 * Ends a subscription for a mail program that posts `List-Unsubscribe=One-Click` (RFC 8058). It comes from another site and
 * without cookies, so this must stand before the check for these; the token is all the right it needs.
 */
export function oneClickUnsubscribe(deps: WebDeps): MiddlewareHandler {
  return async (context, next) => {
    const fields = await readForm(context);
    if (fields["List-Unsubscribe"] !== "One-Click") {
      await next();
      return;
    }
    const isKnown = await endSubscription(deps, context.req.param("token") ?? "");
    return isKnown ? context.text("Unsubscribed.\n") : context.text("No such subscription.\n", 404);
  };
}
