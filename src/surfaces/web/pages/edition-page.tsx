import type { Context } from "hono";
import { loadCalendar, loadEdition, newestPeriod, type CalendarDay, type Edition } from "../../../daily/edition.ts";
import { parsePeriod, periodOf, type Period } from "../../../daily/period.ts";
import { dayInZone, daysFrom, type Day } from "../../../lib/day.ts";
import type { Formulas } from "../../../lib/math.ts";
import { periodPath } from "../addresses.ts";
import { MonthGrid } from "../components/calendar.tsx";
import { EditionBar } from "../components/edition-bar.tsx";
import { EditionMargin } from "../components/edition-margin.tsx";
import { EmptyEdition } from "../components/empty-edition.tsx";
import type { PageFeed } from "../components/feed-links.tsx";
import { PaperList } from "../components/paper-list.tsx";
import { SampleNote } from "../components/sample-note.tsx";
import { SearchForm } from "../components/search-form.tsx";
import { readEditionQuery } from "../edition-query.ts";
import { formulasOf } from "../formulas-of.ts";
import { loadStandings } from "../source-standing.ts";
import type { WebDeps } from "../web-deps.ts";
import { whyEmpty, type Emptiness } from "../why-empty.ts";
import { counted, formatNumber } from "../../../lib/words.ts";
import { formatMonth, formatPeriod } from "../words.ts";
import { badDatePage } from "./bad-date-page.tsx";
import { welcomePage } from "./welcome-page.tsx";

const PAGE_SIZE = 50;

/** The newest edition. */
export async function frontPage(deps: WebDeps, context: Context): Promise<Response> {
  const period = await newestPeriod(deps);
  return period ? await showEdition(deps, context, period) : await welcomePage(context);
}

/** The edition of a day, a week or a month. */
export async function editionPage(
  deps: WebDeps,
  context: Context,
  kind: Period["kind"],
  name: string,
): Promise<Response> {
  const period = parsePeriod(kind, name);
  return period ? await showEdition(deps, context, period) : await badDatePage(deps, context, kind, name);
}

async function showEdition(deps: WebDeps, context: Context, period: Period): Promise<Response> {
  const asked = readEditionQuery(context);
  const today = dayInZone(deps.clock.now(), "UTC");
  const edition = await loadEdition(deps, { period, ...asked, limit: PAGE_SIZE });
  const calendarOf = period.kind === "month" ? period : periodOf("week", period.first);
  const [days, formulas, emptiness] = await Promise.all([
    loadCalendar(deps, daysFrom(calendarOf.first, calendarOf.last)),
    formulasOf(
      deps.math,
      edition.papers.map(({ paper }) => paper),
    ),
    edition.totalUnfiltered === 0 ? findEmptiness(deps, edition, today) : undefined,
  ]);
  return await context.render(
    <EditionPage edition={edition} days={days} today={today} formulas={formulas} emptiness={emptiness} />,
    {
      title: formatPeriod(period),
      description: `${counted(edition.totalUnfiltered, "paper")} in the edition of ${formatPeriod(period)}.`,
      canonical: periodPath(period, asked),
      isUnlisted: edition.totalUnfiltered === 0,
      feed: feedOf(edition),
      edition: {
        leftEar: <LeftEar edition={edition} />,
        rightEar: <RightEar period={period} />,
        bar: <EditionBar edition={edition} />,
      },
    },
  );
}

const feedOf = ({ category }: Edition): PageFeed =>
  category === undefined
    ? { title: "Broadsheet", path: "/feeds/latest" }
    : { title: `Broadsheet: ${category}`, path: `/feeds/category/${category}` };

async function findEmptiness(deps: WebDeps, { period, before, afterwards }: Edition, today: Day): Promise<Emptiness> {
  const sources = await loadStandings(deps);
  return whyEmpty({ day: period.first, today, before: before?.last, afterwards: afterwards?.first, sources });
}

interface EditionPageProps {
  readonly edition: Edition;
  readonly days: readonly CalendarDay[];
  readonly today: Day;
  readonly formulas: Formulas;
  readonly emptiness: Emptiness | undefined;
}

function EditionPage({ edition, days, today, formulas, emptiness }: EditionPageProps) {
  const { period, order } = edition;
  const papers = edition.papers.map(({ paper }) => paper);
  return (
    <div class="sheet">
      <SearchForm />
      <EditionMargin edition={edition} week={days} today={today} />
      <main id="content" tabindex={-1}>
        <SampleNote papers={papers} />
        {period.kind === "month" && <MonthGrid days={days} today={today} />}
        {emptiness && <EmptyEdition edition={edition} emptiness={emptiness} />}
        {papers.length > 0 && order === "guess" && <GuessNote />}
        {papers.length > 0 && <Range edition={edition} />}
        {!emptiness && papers.length === 0 && <NothingChosen edition={edition} />}
        {papers.length > 0 && (
          <PaperList
            papers={papers}
            formulas={formulas}
            start={edition.firstRank}
            hasLead={edition.firstRank === 1 && order === "votes" && edition.category === undefined}
            categoryPath={(category) => periodPath(period, { category, order })}
          />
        )}
        <Pages edition={edition} />
      </main>
    </div>
  );
}

function GuessNote() {
  return (
    <p class="notice">
      This order is a guess made from past editions. Nobody voted for it. <a href="/about/trending">How it is made</a>
    </p>
  );
}

function LeftEar({ edition }: { edition: Edition }) {
  if (edition.totalUnfiltered === 0) return <></>;
  return (
    <>
      {counted(edition.totalUnfiltered, "paper")}
      <br />
      {edition.categories.length > 0 && `in ${counted(edition.categories.length, "field")}`}
    </>
  );
}

/** The wider periods that hold this one. */
function RightEar({ period }: { period: Period }) {
  const week = periodOf("week", period.first);
  const month = periodOf("month", period.first);
  return (
    <>
      {period.kind === "day" && (
        <>
          <a href={periodPath(week)}>Week {Number(week.name.slice(6))}</a>
          <br />
        </>
      )}
      {period.kind !== "month" && <a href={periodPath(month)}>{formatMonth(month.first)}</a>}
    </>
  );
}

/** Which part of the edition this page shows; silent when it shows all of it. */
function Range({ edition }: { edition: Edition }) {
  const { category, total, totalUnfiltered, firstRank, papers } = edition;
  const lastRank = firstRank + papers.length - 1;
  if (category === undefined && total === papers.length) return <></>;
  return (
    <p class="range">
      {papers.length < total && `${formatNumber(firstRank)} to ${formatNumber(lastRank)} of `}
      {category === undefined
        ? counted(total, "paper")
        : `${formatNumber(total)} of ${counted(totalUnfiltered, "paper")} in ${category}`}
      {category !== undefined && (
        <>
          {" · "}
          <a href={periodPath(edition.period, { order: edition.order })}>Show all fields</a>
        </>
      )}
    </p>
  );
}

function NothingChosen({ edition }: { edition: Edition }) {
  const { period, category, order } = edition;
  return (
    <div class="empty">
      <h2>{category === undefined ? "This page is empty" : `No papers in ${category}`}</h2>
      <p>
        <a href={periodPath(period, { order })}>See all {counted(edition.totalUnfiltered, "paper")} of this edition</a>
      </p>
    </div>
  );
}

function Pages({ edition }: { edition: Edition }) {
  const { period, category, order, next, firstRank } = edition;
  if (next === undefined && firstRank === 1) return <></>;
  return (
    <nav class="pages" aria-label="Pages">
      {firstRank > 1 && <a href={periodPath(period, { category, order })}>First page</a>}
      {next !== undefined && (
        <a href={periodPath(period, { category, order, after: next })} rel="next">
          Next {PAGE_SIZE} papers
        </a>
      )}
    </nav>
  );
}
