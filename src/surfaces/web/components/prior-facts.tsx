import type { Day } from "../../../lib/day.ts";
import { counted } from "../../../lib/words.ts";
import type { Prior, PriorMeasure } from "../../../ranking/guess.ts";
import { formatDay, formatSigned } from "../words.ts";
import { traitInWords } from "../../../daily/trait-words.ts";

/** What the prior is, what it goes by, and how good it is; the last with figures measured on days it has not seen. */
export function PriorFacts({ prior }: { prior: Prior }) {
  const { trainedOn, average, words, traits, measured } = prior;
  return (
    <>
      <p>
        Before anybody has voted, a small model guesses how many votes a paper will get. It was trained on{" "}
        {counted(trainedOn.papers, "paper")} of past editions, {formatDay(trainedOn.from as Day)} to{" "}
        {formatDay(trainedOn.to as Day)}, a paper half a year older weighing half. The average paper got{" "}
        {average.toFixed(1)} votes; the guess adds to that what it sees
        {words ? ", and what the words of title and abstract are about." : "."}
      </p>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">What it sees</th>
            <th scope="col">Votes for one deviation more</th>
          </tr>
        </thead>
        <tbody>
          {traits.map(({ trait, votes }) => (
            <tr>
              <th scope="row">{traitInWords(trait)}</th>
              <td>{formatSigned(votes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {measured && <Measured measured={measured} />}
    </>
  );
}

const ORDER_NAMES: Readonly<Record<string, string>> = {
  random: "By chance",
  newest: "Newest first",
  "number of authors": "Most authors first",
  prior: "The guess",
};

function Measured({ measured: { days, papers, from, to, orders } }: { measured: PriorMeasure }) {
  return (
    <>
      <p>
        It is better than chance and worse than people. On {counted(days, "later day")} with {counted(papers, "paper")}{" "}
        ({formatDay(from as Day)} to {formatDay(to as Day)}), which it had not seen, its order of each day compares with
        the recorded votes like this; 1 would be their own order.
      </p>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">Order</th>
            <th scope="col">First five (nDCG)</th>
            <th scope="col">Whole day (rank correlation)</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(orders).map(([name, { ndcg, spearman }]) => (
            <tr>
              <th scope="row">{ORDER_NAMES[name] ?? name}</th>
              <td>{ndcg.toFixed(3)}</td>
              <td>{spearman.toFixed(3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
