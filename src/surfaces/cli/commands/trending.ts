import { Option } from "commander";
import {
  explainPlace,
  loadTrending,
  TRENDING_WINDOWS,
  USUAL_MIX,
  type Trending,
  type TrendingPlace,
} from "../../../daily/trending.ts";
import { guessPapers } from "../../../daily/trending-guesses.ts";
import type { TrendingExplanation, TrendingWindow } from "../../../ranking/trending.ts";
import { EXIT } from "../exit-codes.ts";
import type { Printer } from "../printer.ts";
import { wholeNumber } from "../read-option.ts";
import type { AddCommand, Session } from "../session.ts";
import type { CliApp } from "../setup.ts";
import { alignTable } from "../table.ts";
import { wrapText } from "../text-width.ts";
import { counted, formatNumber } from "../../../lib/words.ts";
import { addTrainCommand } from "./trending-train.ts";

interface TrendingOptions {
  readonly window: TrendingWindow;
  readonly mix: number;
  readonly limit: number;
  readonly explain?: string;
  readonly json?: true;
}

const HELP = `
The formula stands on the page /about/trending.

Examples:
  broadsheet trending --window month
  broadsheet trending --mix 100 --limit 5     the guess alone, before anybody has voted
  broadsheet trending --explain 2608.19880    what one paper got for what
  broadsheet trending train --out prior.json  learn from past editions how many votes a paper gets`;

const MOST_PAPERS = 1_000;

export const addTrendingCommand: AddCommand = (program, act) => {
  const trending = program
    .command("trending")
    .summary("list the papers that people favour")
    .description("Lists papers by recorded votes, comments and stars, newest weighing most, and by a guess.")
    .addOption(new Option("--window <window>", "how far back").choices(TRENDING_WINDOWS).default("week"))
    .option("--mix <percent>", "the share of the guess: 0 for votes only", wholeNumber(0, 100), 100 * USUAL_MIX)
    .option("--limit <number>", "how many papers to show", wholeNumber(1, MOST_PAPERS), 10)
    .option("--explain <id>", "show what one paper got for what, instead of the list")
    .option("--json", "answer as JSON")
    .addHelpText("after", HELP)
    .action(act(listTrending));
  addTrainCommand(trending, act);
};

async function listTrending(session: Session, options: TrendingOptions): Promise<number> {
  return await session.withApp(async (app) => {
    await guessPapers({ ...app, embedder: app.embedder() }, session.signal);
    const mix = options.mix / 100;
    if (options.explain !== undefined) return await explainOne(session, app, options.explain, { ...options, mix });
    const trending = await loadTrending(app, { ...options, mix });
    if (options.json) session.printer.json(toJson(trending));
    else printTrending(session.printer, trending);
    return trending.places.length === 0 ? EXIT.nothing : EXIT.ok;
  });
}

function toJson({ window, mix, asOf, total, places }: Trending): object {
  return { window, mix, asOf: asOf ?? null, total, papers: places.map(placeToJson) };
}

const placeToJson = ({ rank, paper, explanation, guess }: TrendingPlace): object => ({
  rank,
  id: paper.id,
  title: paper.title,
  points: explanation.points,
  inputs: explanation.parts,
  guess: guess ?? null,
});

function printTrending(printer: Printer, { total, asOf, places }: Trending): void {
  if (places.length === 0) {
    printer.note("Nothing is trending in this window. `broadsheet ingest` fetches papers.");
    return;
  }
  for (const { rank, paper, explanation } of places) {
    const mark = `${rank}. `.padStart(5);
    const indent = " ".repeat(mark.length);
    const [first = "", ...more] = wrapText(paper.title, printer.width - mark.length);
    printer.line(mark + printer.style("bold", first));
    printer.lines(more.map((line) => indent + printer.style("bold", line)));
    printer.paragraph(`${pointsWords(explanation)} · ${paper.id}`, indent);
    printer.line();
  }
  printer.line(printer.style("dim", `${formatNumber(places.length)} of ${counted(total, "paper")}, as of ${asOf}`));
}

function pointsWords({ points, parts }: TrendingExplanation): string {
  const from = parts.map(({ input, points: share }) => `${input} ${share.toFixed(1)}`).join(", ");
  return from === "" ? "0 points" : `${points.toFixed(1)} points (${from})`;
}

async function explainOne(
  { printer }: Session,
  app: CliApp,
  id: string,
  { window, mix, json }: Pick<TrendingOptions, "window" | "mix" | "json">,
): Promise<number> {
  const stored = await app.store.papers.find(id);
  if (!stored) {
    printer.failure(`There is no paper called ${id} here. Try \`broadsheet search …\`.`);
    return EXIT.nothing;
  }
  const explanation = (await explainPlace(app, stored.key, { window, mix })) ?? { points: 0, parts: [] };
  const guess = (await app.store.trending.guesses([stored.key])).get(stored.key);
  if (json) printer.json({ id: stored.paper.id, window, mix, ...explanation, guess: guess ?? null });
  else printExplanation(printer, explanation, guess?.reasons ?? []);
  return EXIT.ok;
}

function printExplanation(
  printer: Printer,
  { points, parts }: TrendingExplanation,
  reasons: readonly { readonly trait: string; readonly votes: number }[],
): void {
  const rows = parts.map((part) => [
    part.input,
    part.amount.toFixed(1),
    part.decayed.toFixed(1),
    part.points.toFixed(1),
  ]);
  const table = [["counted", "in the window", "after decay", "points"], ...rows, ["", "", "", points.toFixed(1)]];
  printer.lines(alignTable(table, new Set([1, 2, 3])));
  if (!parts.some(({ input }) => input === "guess") || reasons.length === 0) return;
  printer.line();
  printer.line("The guess, in votes more or fewer than the average paper’s:");
  printer.lines(
    alignTable(
      reasons.map(({ trait, votes }) => [trait, votes.toFixed(1)]),
      new Set([1]),
    ),
  );
}
