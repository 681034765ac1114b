// Measures the search engine beside others on the same papers and questions, and prints one JSON document. See README.md.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { messageOf, UserError } from "../../src/lib/errors.ts";
import { describeMachine } from "../machine.ts";
import { BenchProcess, pinnedCore } from "./child-process.ts";
import { Competition } from "./competition.ts";
import { type AllFigures, ratios } from "./figures.ts";
import { goalsOf } from "./goals.ts";
import { measureStall, type StallFigures } from "./measure-stall.ts";
import { type BenchOptions, readOptions } from "./options.ts";
import type { CorpusFigures } from "./write-corpus.ts";

/** As many as a day brings, and how often they come. */
const ADDED = 500;
const ADDED_TIMES = 5;

const say = (text: string): void => void process.stderr.write(`bench:search: ${text}\n`);

async function run(options: BenchOptions, folder: string): Promise<object> {
  const core = pinnedCore();
  const corpusFolder = join(folder, "corpus");
  mkdirSync(corpusFolder);
  say(`writing ${options.papers} papers and their vectors`);
  const corpus = await writeCorpus(options, corpusFolder, core);
  say(
    `${corpus.realPapers} real and ${corpus.madePapers} made papers in ${Math.round(corpus.seconds)} s; vectors ready`,
  );
  const engines = await compete(options, { folder, corpusFolder, core, say }, corpus);
  const stall = options.only.includes("stall")
    ? await stallOrFailure(options.source, join(folder, "stall"))
    : undefined;
  const { peers, only, classes, questions, seed, budgetSeconds } = options;
  return {
    machine: { ...describeMachine(), pinnedToCore: core ?? "not pinned: taskset is missing" },
    options: { peers, only, classes, questions, seed, budgetSeconds },
    corpus,
    engines,
    ratios: ratios(engines),
    stall,
    goals: goalsOf(options.papers, engines, stall && "longestMs" in stall ? stall.longestMs : undefined),
  };
}

/** What was measured before must not be lost. */
async function stallOrFailure(source: string, folder: string): Promise<StallFigures | { readonly failure: string }> {
  try {
    return await measureStall(source, folder, say);
  } catch (error) {
    return { failure: messageOf(error) };
  }
}

async function writeCorpus(options: BenchOptions, folder: string, core: number | undefined): Promise<CorpusFigures> {
  await using process = new BenchProcess(core);
  const { source, papers, questions, seed } = options;
  return await process.call("writeCorpus", { source, folder, papers, added: ADDED * ADDED_TIMES, questions, seed });
}

async function compete(
  options: BenchOptions,
  place: ConstructorParameters<typeof Competition>[0],
  corpus: CorpusFigures,
): Promise<AllFigures> {
  const has = (part: BenchOptions["only"][number]): boolean => options.only.includes(part);
  await using competition = new Competition(place, corpus);
  for (const name of ["broadsheet", ...options.peers] as const) await competition.enter(name);
  if (has("latency")) for (const kind of options.classes) await competition.ask(kind, options.budgetSeconds * 1_000);
  await competition.weigh();
  if (has("exact")) {
    place.say("scoring every paper and every vector");
    await using process = new BenchProcess(place.core);
    competition.compare(await process.call("exact", place.corpusFolder));
  }
  if (has("add")) await competition.add(ADDED);
  return competition.figures();
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const folder = mkdtempSync(join(options.scratch ?? tmpdir(), "broadsheet-search-"));
  try {
    process.stdout.write(`${JSON.stringify(await run(options, folder), undefined, 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
