import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { pastSketchOf } from "../../../daily/past-sketch.ts";
import { retrainPrior } from "../../../daily/retrain-prior.ts";
import { learnPrior, type PastSketch } from "../../../daily/trending-prior.ts";
import type { Day } from "../../../lib/day.ts";
import { counted, formatNumber } from "../../../lib/words.ts";
import type { Prior } from "../../../ranking/guess.ts";
import { CONTENT_TRAITS, STATUS_TRAITS } from "../../../ranking/traits.ts";
import { openListing } from "../../../sources/listing.ts";
import { EXIT } from "../exit-codes.ts";
import { findListings, readBytesOf } from "../listing-files.ts";
import { readDay } from "../read-option.ts";
import type { Act, Session } from "../session.ts";
import { alignTable } from "../table.ts";

interface TrainOptions {
  readonly file?: string;
  readonly out?: string;
  readonly measureFrom?: Day;
  readonly withStatus?: true;
  readonly json?: true;
}

const HELP = `
Without --file the papers of this Broadsheet are learnt from, and what was learnt is used if it does better than what is
in use. With --file and --out a prior is learnt from the file and written beside it.`;

export function addTrainCommand(trending: Command, act: Act): void {
  trending
    .command("train")
    .summary("learn from past editions")
    .description("Learns from past editions how many votes a paper gets.")
    .option(
      "--file <file>",
      "learn from this file of featured papers with votes, JSON Lines say, instead of the papers here",
    )
    .option("--out <file>", "write the prior to this file, as JSON")
    .option("--measure-from <day>", "do not learn from this day on; measure there", readDay)
    .option("--with-status", "let the number of authors and a named organisation count too")
    .option("--json", "report as JSON")
    .addHelpText("after", HELP)
    .action(
      act(
        async (session: Session, _options: object, command: Command) => await train(session, command.optsWithGlobals()),
      ),
    );
}

async function train(session: Session, options: TrainOptions): Promise<number> {
  const { file, out } = options;
  if (file === undefined) return await trainHere(session, options);
  const { files, problem } = await findListings([file], undefined);
  const [listing] = files;
  if (!listing || problem !== undefined) {
    session.printer.failure(problem ?? `There is no file called ${file}.`);
    return EXIT.missingInput;
  }
  const papers: PastSketch[] = [];
  const bytes = readBytesOf(listing, {
    standardInput: session.setup.streams.in,
    signal: session.signal,
    onRead: () => {},
  });
  const { batches } = await openListing(bytes, { fileName: listing.name });
  for await (const { entries } of batches)
    papers.push(...entries.flatMap(({ sighting }) => pastSketchOf(sighting) ?? []));
  if (papers.length === 0) {
    session.printer.failure(`${file} names no paper that was featured on a day and has votes.`);
    return EXIT.unreadableInput;
  }
  const traits = options.withStatus ? [...CONTENT_TRAITS, ...STATUS_TRAITS] : CONTENT_TRAITS;
  const embedder = await session.withApp(async (app) => await Promise.resolve(app.embedder()));
  const prior = await learnPrior(papers, { embedder, traits, measureFrom: options.measureFrom });
  await report(session, prior, options);
  if (out === undefined) session.printer.note("Nothing was kept; --out FILE writes it.");
  return EXIT.ok;
}

async function trainHere(session: Session, options: TrainOptions): Promise<number> {
  const { outcome, papers, prior } = await session.withApp(
    async (app) => await retrainPrior({ ...app, embedder: app.embedder() }),
  );
  if (!prior) {
    session.printer.note(`Only ${counted(papers, "paper")} here has votes of a past day; some hundreds are needed.`);
    return EXIT.nothing;
  }
  await report(session, prior, options);
  const isAdopted = outcome === "adopted";
  session.printer.note(isAdopted ? "It is in use from now on." : "It does no better than what is in use, which stays.");
  return EXIT.ok;
}

async function report({ printer }: Session, prior: Prior, { out, json }: TrainOptions): Promise<void> {
  if (out !== undefined) await writeFile(out, `${JSON.stringify(prior, null, 1)}\n`);
  if (json) {
    printer.json(prior);
    return;
  }
  const { papers, from, to } = prior.trainedOn;
  printer.line(`Learnt from ${counted(papers, "paper")}, ${from} to ${to}.`);
  if (!prior.measured) return;
  const { orders, days, papers: later } = prior.measured;
  printer.line(`Measured on ${counted(days, "later day")} with ${formatNumber(later)} papers:`);
  const rows = Object.entries(orders).map(([name, { ndcg, spearman }]) => [name, ndcg.toFixed(3), spearman.toFixed(3)]);
  printer.lines(alignTable([["order", "nDCG@5", "Spearman"], ...rows], new Set([1, 2])));
}
