import { basename } from "node:path";
import { trainModel, type TrainingProgress } from "../../../inference/train-model.ts";
import { StaticModel } from "../../../inference/static-model.ts";
import { writeModel } from "../../../inference/write-model.ts";
import { counted } from "../../../lib/words.ts";
import { EXIT } from "../exit-codes.ts";
import { findListings, type ListingFile } from "../listing-files.ts";
import { wholeNumber } from "../read-option.ts";
import type { AddCommand, Session } from "../session.ts";
import { formatBytes } from "../words.ts";
import { readCorpus, readTitleKeys, type CorpusTally } from "./model-corpus.ts";

interface TrainOptions {
  readonly out: string;
  readonly seed?: number;
  readonly rounds?: number;
  readonly exclude?: readonly string[];
  readonly json?: true;
}

const HELP = `
A corpus is a file of JSON lines, also gzipped, with a title and an abstract each. Papers in the --exclude files are left
out, by title. The same corpus, options and seed give the same file.

Example:
  broadsheet model train papers.jsonl.gz --out my.model --exclude test-set.jsonl.gz`;

export const addModelTrainCommand: AddCommand = (model, act) => {
  model
    .command("train")
    .description("Trains a model of the same kind from papers, from nothing.")
    .argument("<corpus...>", "the files to learn from; - is standard input")
    .requiredOption("--out <file>", "where to write the model")
    .option("--exclude <file...>", "papers to leave out, as JSON lines")
    .option("--seed <number>", "another seed gives another model (default: 1)", wholeNumber(0, 999_999_999))
    .option("--rounds <number>", "how often every paper is seen", wholeNumber(1, 100))
    .option("--json", "report as JSON")
    .addHelpText("after", HELP)
    .action(act(train));
};

async function train(session: Session, paths: readonly string[], options: TrainOptions): Promise<number> {
  const corpus = await findListings(paths, undefined);
  const excluded = await findListings(options.exclude ?? [], undefined);
  const problem = corpus.problem ?? excluded.problem;
  if (problem !== undefined) {
    session.printer.failure(problem);
    return EXIT.missingInput;
  }
  const tally = { excluded: 0, doubled: 0 };
  const excludedKeys = await readTitleKeys(excluded.files, { session });
  const file = await trainWithProgress(session, corpus.files, { excludedKeys, tally, options });
  await writeModel(options.out, file);
  report(session, new StaticModel(file, options.out), { options, tally, bytes: file.length });
  return EXIT.ok;
}

interface Training {
  readonly excludedKeys: ReadonlySet<string>;
  readonly tally: CorpusTally;
  readonly options: TrainOptions;
}

async function trainWithProgress(
  session: Session,
  files: readonly ListingFile[],
  { excludedKeys, tally, options: { out, seed, rounds } }: Training,
): Promise<Uint8Array> {
  using reading = session.progress("Reading papers");
  using training = session.progress("Training");
  const totalBytes = files.every(({ sizeBytes }) => sizeBytes !== undefined)
    ? files.reduce((sum, { sizeBytes = 0 }) => sum + sizeBytes, 0)
    : undefined;
  let readBytes = 0;
  const onRead = (bytes: number): void => {
    readBytes = bytes;
  };
  const onProgress = (progress: TrainingProgress): void => {
    if (progress.stage === "reading") {
      if (progress.papers % 100 !== 0) return;
      reading.show({ done: readBytes, total: totalBytes, text: counted(progress.papers, "paper") });
      return;
    }
    if (progress.done === 1) reading[Symbol.dispose]();
    const { done, total, loss } = progress;
    training.show({ done, total, text: `step ${done} of ${total}, loss ${loss.toFixed(2)}` });
  };
  return await trainModel(readCorpus(files, excludedKeys, tally, { session, onRead }), {
    name: basename(out).replace(/\.model$/, ""),
    settings: { ...(seed !== undefined && { seed }), ...(rounds !== undefined && { rounds }) },
    signal: session.signal,
    onProgress,
  });
}

interface Trained {
  readonly options: TrainOptions;
  readonly tally: CorpusTally;
  readonly bytes: number;
}

function report({ printer }: Session, model: StaticModel, { options: { out, json }, tally, bytes }: Trained): void {
  const { card, space } = model;
  if (json) {
    printer.json({ file: out, bytes, space, excluded: tally.excluded, doubled: tally.doubled, card });
    return;
  }
  printer.lines([
    `${out} (${formatBytes(bytes)}) learned from ${counted(card.papers, "paper")}; ${counted(tally.excluded, "paper")} left out.`,
    `Of ${counted(card.heldOut.papers, "paper")} held out, it finds abstracts by their titles at ${card.heldOut.titleToAbstract.toFixed(3)} (1 is always first).`,
  ]);
}
