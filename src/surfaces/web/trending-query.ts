import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { TRENDING_WINDOWS, USUAL_MIX } from "../../daily/trending.ts";
import { UserError } from "../../lib/errors.ts";
import type { Mix, TrendingWindow } from "../../ranking/trending.ts";

/** What the address of the trending page asks for. */
export interface TrendingWishes {
  readonly window: TrendingWindow;
  readonly mix: Mix;
  readonly after: string | undefined;
}

export const USUAL_WINDOW: TrendingWindow = "week";

/** In percent, so that addresses and cookies hold whole numbers. */
const MIX_COOKIE = "mix";
const ONE_YEAR_S = 31_536_000;

/** Reads the page's query; empty parameters count as none. Throws `UserError` that names the valid values. */
export function readTrendingQuery(context: Context): TrendingWishes {
  const { req } = context;
  return {
    window: readWindow(req.query("window")?.trim() || USUAL_WINDOW),
    mix: readMix(context),
    after: req.query("after"),
  };
}

function readWindow(text: string): TrendingWindow {
  const window = TRENDING_WINDOWS.find((name) => name === text);
  if (window) return window;
  throw new UserError(
    "invalid",
    `Papers are trending today or over a week, a month or a year (window=week); the address says ${text.slice(0, 40)}.`,
  );
}

/** The address decides and is remembered; without it the reader's last choice holds. */
function readMix(context: Context): Mix {
  const asked = context.req.query("mix")?.trim() || undefined;
  const percent = parsePercent(asked);
  if (asked !== undefined && percent === undefined)
    throw new UserError("invalid", `The dial is a whole number from 0 to 100; the address says ${asked.slice(0, 40)}.`);
  if (percent === undefined) return (parsePercent(getCookie(context, MIX_COOKIE)) ?? 100 * USUAL_MIX) / 100;
  const lasting = { path: "/", maxAge: ONE_YEAR_S, sameSite: "Lax", httpOnly: true } as const;
  setCookie(context, MIX_COOKIE, String(percent), lasting);
  return percent / 100;
}

function parsePercent(text: string | undefined): number | undefined {
  const percent = /^\d{1,3}$/.test(text ?? "") ? Number(text) : Number.NaN;
  return percent <= 100 ? percent : undefined;
}
