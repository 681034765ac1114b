import type { Edition } from "../../../daily/edition.ts";
import { labelOf } from "../../../domain/source-id.ts";
import { dayPath, periodPath } from "../addresses.ts";
import type { Emptiness } from "../why-empty.ts";
import { formatFullDay, formatPeriod } from "../words.ts";
import { Moment } from "./times.tsx";

/** An edition without papers: says why, and where the nearest papers are. */
export function EmptyEdition({ edition, emptiness }: { edition: Edition; emptiness: Emptiness }) {
  const { before, afterwards, period } = edition;
  return (
    <div class="empty">
      <h2>{period.kind === "day" ? "No papers on this day" : `No papers in this ${period.kind}`}</h2>
      <Reason emptiness={emptiness} />
      {(before ?? afterwards) !== undefined && (
        <ul class="nearest">
          {before && (
            <li>
              Before it: <a href={periodPath(before)}>{formatPeriod(before)}</a>
            </li>
          )}
          {afterwards && (
            <li>
              After it: <a href={periodPath(afterwards)}>{formatPeriod(afterwards)}</a>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

function Reason({ emptiness }: { emptiness: Emptiness }) {
  switch (emptiness.kind) {
    case "to-come":
      return <p>It is still to come.</p>;
    case "before-first":
      return (
        <p>
          The first edition here is that of <a href={dayPath(emptiness.first)}>{formatFullDay(emptiness.first)}</a>.
        </p>
      );
    case "nothing-yet":
      return (
        <p>
          Nothing has come in yet. See <a href="/sources">where papers come from</a>, or{" "}
          <a href="/import">bring a list of your own</a>.
        </p>
      );
    case "failed":
      return (
        <p>
          {labelOf(emptiness.state.source)} could not be read
          {emptiness.state.message === undefined ? "." : `: ${emptiness.state.message}`}{" "}
          <NextTry at={emptiness.nextTryAt} /> <a href="/sources">All sources</a>
        </p>
      );
    case "weekend":
      return <p>It was a weekend: arXiv announces nothing on Saturdays and Sundays.</p>;
    case "holiday":
      return <p>It was a holiday of arXiv, on which it announces nothing.</p>;
    case "not-yet":
      return (
        <p>
          Today’s papers have not come in yet. <NextTry at={emptiness.nextTryAt} />
        </p>
      );
    case "nothing":
      break;
  }
  return <p>No source announced or featured a paper that we know of: a holiday, or a day that was not read.</p>;
}

function NextTry({ at }: { at: number | undefined }) {
  if (at === undefined) return <></>;
  return (
    <>
      The next try is at <Moment at={at} />.
    </>
  );
}
