import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { messageOf, Unavailable, UserError, type UserErrorCode } from "../../lib/errors.ts";
import type { Log } from "../../lib/log.ts";

const STATUS: Record<UserErrorCode, ContentfulStatusCode> = {
  invalid: 400,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  "too-many": 429,
};

const HEADLINES: Readonly<Record<number, string>> = {
  400: "That cannot be read",
  403: "Not from here",
  404: "No such page",
  405: "Not in this way",
  409: "Too late for that",
  413: "Too much at once",
  429: "Too much at once",
  503: "Not at the moment",
};

interface Failure {
  readonly status: ContentfulStatusCode;
  readonly message: string;
  readonly retryAfterMs?: number | undefined;
}

/** Turns whatever was thrown into a page. Bugs are logged under a number that the page shows. */
export async function errorPage(log: Log, error: unknown, context: Context): Promise<Response> {
  const { status, message, retryAfterMs } = failureOf(log, error, context);
  if (retryAfterMs !== undefined) context.header("Retry-After", String(Math.ceil(retryAfterMs / 1000)));
  return await failurePage(context, status, message);
}

export async function noSuchPage(context: Context): Promise<Response> {
  return await failurePage(context, 404, "Nothing has this address.");
}

function failureOf(log: Log, error: unknown, { req }: Context): Failure {
  if (error instanceof UserError) return { status: STATUS[error.code], message: error.message };
  if (error instanceof HTTPException) return { status: error.status, message: error.message };
  if (error instanceof Unavailable) {
    log.warn({ path: req.path, service: error.service, error: error.message }, "page unavailable");
    return {
      status: 503,
      message: `${error.message} Try again in a while.`,
      retryAfterMs: error.retryAfterMs ?? 60_000,
    };
  }
  const number = randomUUID().slice(0, 8);
  log.error(
    { number, path: req.path, error: messageOf(error), stack: error instanceof Error ? error.stack : undefined },
    "page failed",
  );
  return {
    status: 500,
    message: `Something went wrong here, not with you. The log has the details under number ${number}.`,
  };
}

async function failurePage(context: Context, status: ContentfulStatusCode, message: string): Promise<Response> {
  const headline = HEADLINES[status] ?? "This went wrong";
  context.status(status);
  return await context.render(
    <main id="content" class="notice-page" tabindex={-1}>
      <h1>{headline}</h1>
      <p>{message}</p>
      <p>
        <a href="/">The front page</a>
      </p>
    </main>,
    { title: headline, isUnlisted: true },
  );
}
