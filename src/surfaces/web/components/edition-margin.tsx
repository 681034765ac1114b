import type { CalendarDay, Edition, EditionOrder } from "../../../daily/edition.ts";
import { periodOf } from "../../../daily/period.ts";
import { categoryName } from "../../../domain/category.ts";
import { weekOf, type Day } from "../../../lib/day.ts";
import { periodPath } from "../addresses.ts";
import { formatNumber } from "../../../lib/words.ts";
import { formatMonth, formatPeriod } from "../words.ts";
import { WeekStrip } from "./calendar.tsx";

interface EditionMarginProps {
  readonly edition: Edition;
  readonly week: readonly CalendarDay[];
  readonly today: Day;
}

/** What stands beside an edition: its week, the order of papers, the fields. On a narrow page it comes first, in rows. */
export function EditionMargin({ edition, week, today }: EditionMarginProps) {
  const { period } = edition;
  return (
    <div class="margin">
      {period.kind !== "month" && (
        <nav aria-labelledby="margin-week">
          <p class="label" id="margin-week">
            {weekOf(period.first) === weekOf(today) ? "This week" : `Week ${weekNumber(period.first)}`}
          </p>
          <WeekStrip days={week} current={period.kind === "day" ? period.first : undefined} today={today} />
          <Wider edition={edition} />
        </nav>
      )}
      {edition.totalUnfiltered > 0 && <Orders edition={edition} />}
      {edition.categories.length > 0 && <Fields edition={edition} />}
    </div>
  );
}

const weekNumber = (day: Day): number => Number(weekOf(day).slice(6));

function Wider({ edition: { period } }: { edition: Edition }) {
  const week = periodOf("week", period.first);
  const month = periodOf("month", period.first);
  return (
    <p class="wider">
      {period.kind === "day" && (
        <a href={periodPath(week)} title={formatPeriod(week)}>
          Week {weekNumber(week.first)}
        </a>
      )}{" "}
      <a href={periodPath(month)}>{formatMonth(month.first)}</a>
    </p>
  );
}

const ORDERS: readonly { order: EditionOrder; name: string }[] = [
  { order: "votes", name: "Most votes" },
  { order: "newest", name: "Newest" },
  { order: "guess", name: "The guess" },
];

function Orders({ edition: { period, category, order: current, hasGuesses } }: { edition: Edition }) {
  const offered = ORDERS.filter(({ order }) => order !== "guess" || hasGuesses || current === "guess");
  return (
    <nav aria-labelledby="margin-order">
      <p class="label" id="margin-order">
        Order
      </p>
      <ul class="choices">
        {offered.map(({ order, name }) => (
          <li>
            <a href={periodPath(period, { category, order })} {...(order === current && { "aria-current": "true" })}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** More fields than these stay folded: a day of all arXiv has over a hundred. */
const MOST_FIELDS = 12;

function Fields({ edition }: { edition: Edition }) {
  const { categories, category: current } = edition;
  const top = categories.slice(0, MOST_FIELDS);
  const rest = categories.slice(MOST_FIELDS);
  const isCurrentHidden = rest.some(({ category }) => category === current);
  return (
    <nav aria-labelledby="margin-fields">
      <p class="label" id="margin-fields">
        Fields
      </p>
      <ul class="choices">
        <li>
          <a
            href={periodPath(edition.period, { order: edition.order })}
            {...(current === undefined && { "aria-current": "true" })}
          >
            All
          </a>
        </li>
        <FieldLinks edition={edition} fields={top} />
      </ul>
      {rest.length > 0 && (
        <details class="more-fields" open={isCurrentHidden}>
          <summary>{formatNumber(rest.length)} more fields</summary>
          <ul class="choices">
            <FieldLinks edition={edition} fields={rest} />
          </ul>
        </details>
      )}
    </nav>
  );
}

function FieldLinks({ edition, fields }: { edition: Edition; fields: Edition["categories"] }) {
  const { period, order, category: current } = edition;
  return (
    <>
      {fields.map(({ category, count }) => (
        <li>
          <a
            href={periodPath(period, { category, order })}
            title={categoryName(category) ?? category}
            {...(category === current && { "aria-current": "true" })}
          >
            {category} <span class="count">{formatNumber(count)}</span>
          </a>
        </li>
      ))}
    </>
  );
}
