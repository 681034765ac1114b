import type { Context } from "hono";
import { confirmSubscription, refuseMail } from "../../../daily/subscription.ts";
import { subscriptionToken } from "../../../daily/subscription-tokens.ts";
import { UserError } from "../../../lib/errors.ts";
import { readForm } from "../read-form.ts";
import type { WebDeps } from "../web-deps.ts";

const VOID = "This link does not work any more, so nothing was changed. Subscribe again to get another one.";

/** Confirms a subscription, or sees to it that its address is never written to again. */
export async function confirmAction(deps: WebDeps, context: Context, token: string): Promise<Response> {
  const fields = await readForm(context);
  if (fields["do"] === "refuse") {
    if (!(await refuseMail(deps, token))) throw new UserError("missing", VOID);
    return context.redirect("/subscribe/refused", 303);
  }
  const subscription = await confirmSubscription(deps, token);
  if (!subscription) throw new UserError("missing", VOID);
  const own = subscriptionToken(await deps.store.subscriptions.secret(), subscription.id);
  return context.redirect(`/subscriptions/${own}`, 303);
}
