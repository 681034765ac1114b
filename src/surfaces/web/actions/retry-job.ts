import type { Context } from "hono";
import { UserError } from "../../../lib/errors.ts";
import type { WebDeps } from "../web-deps.ts";

/** Brings a job that was given up back to the queue. */
export async function retryJob({ store, clock }: WebDeps, context: Context, name: string): Promise<Response> {
  const isRevived = /^\d{1,15}$/.test(name) && (await store.jobs.revive(Number(name), clock.now()));
  if (!isRevived)
    throw new UserError(
      "missing",
      "There is no such job to try again; it may have been tried already. The page of sources has what is left.",
    );
  return context.redirect("/sources#jobs", 303);
}
