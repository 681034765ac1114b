import { publisherOf } from "../../../domain/source-id.ts";
import { daysBetween } from "../../../lib/day.ts";
import type { CountPoint } from "../../../store/store.ts";
import { counted, formatNumber } from "../../../lib/words.ts";
import { formatDay } from "../words.ts";

const WIDTH = 240;
const HEIGHT = 36;

type VotePoint = CountPoint & { readonly votes: number };

/** How votes grew: a small line, and the numbers behind it for who wants or needs them. */
export function VoteHistory({ points }: { points: readonly CountPoint[] }) {
  const withVotes = points.filter((point): point is VotePoint => point.votes !== undefined);
  const [first] = withVotes;
  const last = withVotes.at(-1);
  if (!first || !last || withVotes.length < 2) return <></>;
  const label = `${counted(first.votes, "vote")} on ${formatDay(first.day)}, ${formatNumber(last.votes)} on ${formatDay(last.day)}`;
  return (
    <section class="vote-history" aria-labelledby="votes">
      <h2 id="votes">Votes over time</h2>
      <svg
        class="sparkline"
        viewBox={`-3 -3 ${WIDTH + 6} ${HEIGHT + 6}`}
        width={WIDTH + 6}
        height={HEIGHT + 6}
        role="img"
        aria-label={label}
      >
        <polyline points={linePoints(withVotes)} />
      </svg>
      <details>
        <summary>{label}</summary>
        <VoteTable points={withVotes} />
      </details>
    </section>
  );
}

function VoteTable({ points }: { points: readonly VotePoint[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">Votes</th>
          <th scope="col">Counted by</th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ day, votes, source }) => (
          <tr>
            <td>
              <time datetime={day}>{formatDay(day)}</time>
            </td>
            <td>{formatNumber(votes)}</td>
            <td>{publisherOf(source)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The points of a polyline, left to right by day, the most votes at the top. */
export function linePoints(points: readonly VotePoint[]): string {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return "";
  const span = Math.max(1, daysBetween(first.day, last.day));
  const most = Math.max(1, ...points.map(({ votes }) => votes));
  return points
    .map(
      ({ day, votes }) =>
        `${Math.round((WIDTH * daysBetween(first.day, day)) / span)},${Math.round(HEIGHT - (HEIGHT * votes) / most)}`,
    )
    .join(" ");
}
