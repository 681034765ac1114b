import type { Context } from "hono";
import { parseChoices } from "../../../daily/subscription-choices.ts";
import { subscribe } from "../../../daily/subscription.ts";
import { UserError } from "../../../lib/errors.ts";
import { networkOf } from "../client-network.ts";
import { onTheBeat } from "../on-the-beat.ts";
import { readForm } from "../read-form.ts";
import type { WebDeps } from "../web-deps.ts";

/** Takes a wish to subscribe. The answer is the same for known and unknown addresses, and takes as long. */
export async function subscribeAction(deps: WebDeps, context: Context): Promise<Response> {
  const fields = await readForm(context);
  const { value: choices, problems } = parseChoices(fields);
  const [problem] = problems;
  if (problem) throw new UserError("invalid", `${problem.message} Go back and correct it.`);
  const address = typeof fields["address"] === "string" ? fields["address"] : "";
  const network = networkOf(context, deps.settings.trustedProxies);
  await onTheBeat(async () => await subscribe(deps, { address, choices, network }));
  return context.redirect("/subscribe/asked", 303);
}
