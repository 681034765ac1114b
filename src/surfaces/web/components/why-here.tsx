import { traitInWords } from "../../../daily/trait-words.ts";
import type { TrendingPlace } from "../../../daily/trending.ts";
import type { TrendingInput, TrendingPart } from "../../../ranking/trending.ts";
import { counted } from "../../../lib/words.ts";
import { formatPoints, formatSigned, listed } from "../words.ts";

export const INPUT_NAMES: Readonly<Record<TrendingInput, string>> = {
  votes: "Votes elsewhere",
  comments: "Comments elsewhere",
  stars: "New stars of the code",
  "votes here": "Votes here",
  "saves here": "Saves here",
  "comments here": "Comments here",
  guess: "Guess",
};

/** What put a paper on its place, folded until somebody asks. */
export function WhyHere({ place }: { place: TrendingPlace }) {
  const { explanation, guess } = place;
  return (
    <details class="why">
      <summary>
        Why this place: <b>{formatPoints(explanation.points)}</b> {explanation.points === 1 ? "point" : "points"}
      </summary>
      {explanation.parts.length === 0 ? (
        <p>Nothing was counted for it in this window; it stands here by its name.</p>
      ) : (
        <Parts parts={explanation.parts} />
      )}
      {guess && explanation.parts.some(({ input }) => input === "guess") && <GuessWords guess={guess} />}
    </details>
  );
}

function Parts({ parts }: { parts: readonly TrendingPart[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Counted</th>
          <th scope="col">In the window</th>
          <th scope="col">After decay</th>
          <th scope="col">Points</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ input, amount, decayed, points }) => (
          <tr>
            <th scope="row">{INPUT_NAMES[input]}</th>
            <td>{formatPoints(amount)}</td>
            <td>{formatPoints(decayed)}</td>
            <td>{formatPoints(points)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Reasons smaller than this are left out. */
const SMALLEST = 0.1;
const MOST_REASONS = 4;

function GuessWords({ guess: { votes, reasons } }: { guess: NonNullable<TrendingPlace["guess"]> }) {
  const told = reasons.filter((reason) => Math.abs(reason.votes) >= SMALLEST).slice(0, MOST_REASONS);
  return (
    <p>
      The guess is {counted(Math.round(votes), "vote")}, learnt from past editions.
      {told.length > 0 && (
        <>
          {" "}
          What moves it most:{" "}
          {listed(told.map((reason) => `${traitInWords(reason.trait)} ${formatSigned(reason.votes)}`))}. Lacking code or
          a project page counts too.
        </>
      )}
    </p>
  );
}
