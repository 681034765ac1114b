import type { Context } from "hono";
import { newestPeriod } from "../../../daily/edition.ts";
import { parsePeriod, periodOf, type Period } from "../../../daily/period.ts";
import { daysOfMonth, type Day } from "../../../lib/day.ts";
import { parseTime, toIso } from "../../../lib/clock.ts";
import { periodPath } from "../addresses.ts";
import type { WebDeps } from "../web-deps.ts";
import { formatPeriod } from "../words.ts";

const FORMS: Record<Period["kind"], string> = { day: "2026-08-21", week: "2026-W34", month: "2026-08" };

/** The page for an address that names no day, week or month: says the form, and offers what was probably meant. */
export async function badDatePage(
  deps: WebDeps,
  context: Context,
  kind: Period["kind"],
  name: string,
): Promise<Response> {
  const meant = nearestMeaning(kind, name);
  const newest = await newestPeriod(deps);
  context.status(400);
  return await context.render(
    <main id="content" class="notice-page" tabindex={-1}>
      <h1>That is no {kind}</h1>
      <p>
        A {kind} is written <code>{FORMS[kind]}</code>; the address says <code>{name.slice(0, 40)}</code>.
      </p>
      <ul>
        {meant && (
          <li>
            Did you mean <a href={periodPath(meant)}>{formatPeriod(meant)}</a>?
          </li>
        )}
        {newest && (
          <li>
            <a href={periodPath(newest)}>The newest edition, {formatPeriod(newest)}</a>
          </li>
        )}
      </ul>
    </main>,
    { title: `That is no ${kind}`, isUnlisted: true },
  );
}

/** What a damaged or differently written date most likely means; undefined when it could be anything. */
export function nearestMeaning(kind: Period["kind"], name: string): Period | undefined {
  const [, year, month, day] = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})?$/.exec(name) ?? [];
  const [, weekYear, week] = /^(\d{4})-?w?(\d{1,2})$/i.exec(name) ?? [];
  if (kind === "week" && weekYear !== undefined && week !== undefined)
    return parsePeriod("week", `${weekYear}-W${week.padStart(2, "0")}`);
  if (year === undefined || month === undefined) return readFreely(kind, name);
  const ofMonth = parsePeriod("month", `${year}-${month.padStart(2, "0")}`);
  if (!ofMonth) return undefined;
  if (day === undefined) return kind === "month" ? ofMonth : kind === "day" ? ofMonth : periodOf(kind, ofMonth.first);
  return periodOf(kind, lastDayUpTo(ofMonth, Number(day)));
}

/** The day by that number, or the month's last where it has fewer: 31 April is 30 April. */
function lastDayUpTo({ name, last }: Period, number: number): Day {
  const wanted = `${name}-${String(Math.max(1, number)).padStart(2, "0")}`;
  return wanted > last ? (daysOfMonth(name)?.last ?? last) : (wanted as Day);
}

/** `21 August 2026`, and other forms that name a day in words. */
function readFreely(kind: Period["kind"], name: string): Period | undefined {
  const time = name.length <= 40 && /\d{4}/.test(name) ? parseTime(name.replace(/[_+]/g, " ")) : undefined;
  const day = time === undefined ? undefined : parsePeriod("day", toIso(time).slice(0, 10));
  return day && periodOf(kind, day.first);
}
