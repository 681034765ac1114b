import type { Context } from "hono";
import { TRENDING_WINDOWS, USUAL_MIX } from "../../../daily/trending.ts";
import { presentPrior } from "../../../daily/trending-prior.ts";
import type { Formulas } from "../../../lib/math.ts";
import { formatNumber } from "../../../lib/words.ts";
import type { Prior } from "../../../ranking/guess.ts";
import { INPUTS, WINDOWS, type TrendingInput } from "../../../ranking/trending.ts";
import { PriorFacts } from "../components/prior-facts.tsx";
import { UpstreamText } from "../components/upstream-text.tsx";
import { WINDOW_NAMES } from "../components/trending-margin.tsx";
import { INPUT_NAMES } from "../components/why-here.tsx";
import type { WebDeps } from "../web-deps.ts";

const FORMULAS = [
  "$$\\text{points} = (1-m)\\,R + m\\,\\hat v\\, 2^{-a/h}$$",
  "$$R = \\sum_i w_i\\, g_i\\Big(\\sum_{e} x_e\\, 2^{-a_e/h}\\Big)$$",
];
const LEGEND = [
  "$m$",
  "$R$",
  "$i$",
  "$w_i$",
  "$e$",
  "$x_e$",
  "$a_e$",
  "$h$",
  "$g_i(x)$",
  "$x$",
  "$\\log_2(1+x)$",
  "$\\hat v$",
  "$a$",
];

/** The formula behind the trending page, whole: what counts, how much, for how long, and what the guess is worth. */
export async function aboutTrendingPage(deps: WebDeps, context: Context): Promise<Response> {
  const [prior, formulas] = await Promise.all([presentPrior(deps), deps.math.prepare([...FORMULAS, ...LEGEND])]);
  return await context.render(<AboutTrending prior={prior} formulas={formulas} />, {
    title: "How trending works",
    description: "The whole formula: inputs, weights, decay, the guess and how good it is.",
    canonical: "/about/trending",
  });
}

function AboutTrending({ prior, formulas }: { prior: Prior; formulas: Formulas }) {
  return (
    <main id="content" class="column prose" tabindex={-1}>
      <h1 class="page-title">How trending works</h1>
      <p>
        A paper’s place is the sum of what was counted for it in a window of days, each thing weighing less as it gets
        older, and of a guess made before anybody voted. Under every paper on the <a href="/trending">trending page</a>{" "}
        stands what it got for what. There is nothing else in the order, and nothing about you.
      </p>
      <h2>The formula</h2>
      {FORMULAS.map((formula) => (
        <p class="formula">
          <UpstreamText text={formula} formulas={formulas} />
        </p>
      ))}
      <Legend formulas={formulas} />
      <h2>Windows</h2>
      <p>
        A window ends on the last day on which a paper appeared or a count grew, so that a weekend does not empty it.
        After one half-life a thing counts half.
      </p>
      <WindowTable />
      <h2>What counts</h2>
      <p>
        Where a number says how many people there were, it counts as it is, and one person counts once. Where one person
        could be many, as with comments and stars elsewhere, the number is damped: {formatNumber(100)} of them count{" "}
        {formatNumber(Math.round(Math.log2(101)))} times as much as one.
      </p>
      <InputTable />
      <Counting />
      <h2>The guess</h2>
      <PriorFacts prior={prior} />
      <NotCounted />
    </main>
  );
}

function Legend({ formulas }: { formulas: Formulas }) {
  const set = (text: string) => <UpstreamText text={text} formulas={formulas} />;
  return (
    <ul class="hints">
      <li>
        {set("$m$")} is the dial: the share of the guess, {100 * USUAL_MIX}% unless you turn it. {set("$R$")} is what
        was recorded.
      </li>
      <li>
        {set("$i$")} runs over the inputs below, {set("$w_i$")} is what one of them is worth, and {set("$g_i(x)$")} is{" "}
        {set("$x$")}, or {set("$\\log_2(1+x)$")} for a damped input.
      </li>
      <li>
        {set("$e$")} runs over what came within the window: {set("$x_e$")} votes, say, {set("$a_e$")} days before its
        end; {set("$h$")} is the window’s half-life in days.
      </li>
      <li>
        {set("$\\hat v$")} is the guess, in votes, and {set("$a$")} how many days ago the paper first appeared.
      </li>
    </ul>
  );
}

function WindowTable() {
  return (
    <table class="figures">
      <thead>
        <tr>
          <th scope="col">Window</th>
          <th scope="col">Days</th>
          <th scope="col">Half-life</th>
        </tr>
      </thead>
      <tbody>
        {TRENDING_WINDOWS.map((window) => (
          <tr>
            <th scope="row">{WINDOW_NAMES[window]}</th>
            <td>{WINDOWS[window].days}</td>
            <td>{WINDOWS[window].halfLifeDays}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function InputTable() {
  const inputs = Object.entries(INPUTS) as [TrendingInput, (typeof INPUTS)[TrendingInput]][];
  return (
    <table class="figures">
      <thead>
        <tr>
          <th scope="col">Input</th>
          <th scope="col">Points for one</th>
          <th scope="col">Most from one person</th>
          <th scope="col">Damped</th>
        </tr>
      </thead>
      <tbody>
        {inputs
          .filter(([input]) => input !== "guess")
          .map(([input, { points, mostPerPerson, isDamped }]) => (
            <tr>
              <th scope="row">{INPUT_NAMES[input]}</th>
              <td>{points}</td>
              <td>{isDamped ? "not known" : mostPerPerson}</td>
              <td>{isDamped ? "yes" : "no"}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function Counting() {
  return (
    <p>
      We read counts elsewhere several times a day. What the first reading finds is taken to have come on the paper’s
      first day, later growth on the day we saw it. Stars that a repository had when we first saw it may be years old,
      so only their growth counts. A count that falls takes the difference back. Where two sources tell the same count,
      the higher one holds; they are never added up. Equal points are ordered by the paper’s identifier, always.
    </p>
  );
}

function NotCounted() {
  return (
    <>
      <h2>What does not count</h2>
      <p>
        Who wrote a paper, where, and with how many others. These would bring the guess nearer to the votes, since
        authors vote too; but they say whose a paper is, not what is in it, and an order by them would keep in front who
        is there. Nor does it count how often somebody opened a paper here, and there are no votes without an account.
      </p>
    </>
  );
}
