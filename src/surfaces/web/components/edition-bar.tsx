import type { Edition } from "../../../daily/edition.ts";
import type { Period } from "../../../daily/period.ts";
import { periodPath } from "../addresses.ts";
import { formatNearbyPeriod, formatPeriod } from "../words.ts";

/** The line under the masthead: the edition before, this one, the one after. */
export function EditionBar({ edition }: { edition: Edition }) {
  const { period, before, afterwards, category, order } = edition;
  return (
    <nav class="bar" aria-label="Editions">
      {before ? (
        <a href={periodPath(before, { category, order })} rel="prev">
          <span aria-hidden="true">← </span>
          <span class="unseen">Earlier: </span>
          {formatNearbyPeriod(before, period)}
        </a>
      ) : (
        <span class="end">First edition</span>
      )}
      <h1>
        <PeriodTime period={period} />
      </h1>
      {afterwards ? (
        <a href={periodPath(afterwards, { category, order })} rel="next">
          <span class="unseen">Later: </span>
          {formatNearbyPeriod(afterwards, period)}
          <span aria-hidden="true"> →</span>
        </a>
      ) : (
        <span class="end">Latest</span>
      )}
    </nav>
  );
}

function PeriodTime({ period }: { period: Period }) {
  return <time datetime={period.name}>{formatPeriod(period)}</time>;
}
