import type { Context } from "hono";
import { deleteCookie, setCookie } from "hono/cookie";
import { localPath } from "../addresses.ts";
import { readForm } from "../read-form.ts";
import { isTheme, THEME_COOKIE } from "../theme.ts";

const ONE_YEAR_S = 31_536_000;

/** Keeps the choice of colours in a cookie and goes back to where it was made. */
export async function chooseTheme(context: Context): Promise<Response> {
  const { theme, back } = await readForm(context);
  if (isTheme(theme))
    setCookie(context, THEME_COOKIE, theme, { path: "/", maxAge: ONE_YEAR_S, sameSite: "Lax", httpOnly: true });
  else deleteCookie(context, THEME_COOKIE, { path: "/" });
  return context.redirect(localPath(typeof back === "string" ? back : "/"), 303);
}
