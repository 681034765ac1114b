import type { Context } from "hono";
import { getCookie } from "hono/cookie";

/** Light or dark by the reader's choice; undefined leaves it to the system. */
export type Theme = "light" | "dark";

export const THEME_COOKIE = "theme";

export const isTheme = (text: unknown): text is Theme => text === "light" || text === "dark";

export function readTheme(context: Context): Theme | undefined {
  const chosen = getCookie(context, THEME_COOKIE);
  return isTheme(chosen) ? chosen : undefined;
}
