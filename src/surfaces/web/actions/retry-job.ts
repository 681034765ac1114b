import type { Context } from "hono";
import { retryJob } from "../../../jobs/retry-job.ts";
import type { WebDeps } from "../web-deps.ts";

/** Brings a job that was given up back to the queue. */
export async function retryJobAction(deps: WebDeps, context: Context, id: string): Promise<Response> {
  await retryJob(deps, /^\d{1,15}$/.test(id) ? Number(id) : 0);
  return context.redirect("/sources#jobs", 303);
}
