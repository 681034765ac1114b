import {
  checkIndex,
  measureRecall,
  rebuildIndex,
  reportIndex,
  type IndexPlace,
  type IndexReport,
} from "../../../search/index-upkeep.ts";
import { EXIT } from "../exit-codes.ts";
import type { AddCommand, Session } from "../session.ts";
import { alignTable } from "../table.ts";
import { counted, formatNumber } from "../../../lib/words.ts";
import { formatBytes } from "../words.ts";
import { modelPlace } from "./model-place.ts";

interface IndexOptions {
  readonly json?: true;
}

interface StatsOptions extends IndexOptions {
  readonly recall?: true;
}

export const addIndexCommand: AddCommand = (program, act) => {
  const index = program
    .command("index")
    .summary("look at, check or rebuild the search index")
    .description("The search index is made from the papers and follows them by itself; nothing is lost with it.");
  index
    .command("stats")
    .description("Says what the index holds.")
    .option("--recall", "measure how many of the nearest in meaning a search finds; takes a while")
    .option("--json", "report as JSON")
    .action(act(stats));
  index
    .command("check")
    .description("Reads every file of the index and says what is wrong.")
    .option("--json", "report as JSON")
    .action(act(check));
  index
    .command("rebuild")
    .description("Builds the index anew. No other command may be using it.")
    .option("--json", "report as JSON")
    .action(act(rebuild));
};

async function withIndex<Result>(session: Session, work: (place: IndexPlace) => Promise<Result>): Promise<Result> {
  const { indexFolder, embedder: kind } = session.config();
  // What a server or another program embeds is placed by `serve`, in its own time.
  const embedder = kind === "built-in" ? (await modelPlace(session).folder.load()).model : undefined;
  return await session.withApp(
    async ({ store }) => await work({ folder: indexFolder, papers: store.papers, embedder }),
  );
}

async function stats(session: Session, { json, recall: isMeasured }: StatsOptions): Promise<number> {
  const report = await withIndex(session, reportIndex);
  const recall = isMeasured ? await withIndex(session, measureRecall) : undefined;
  if (json) session.printer.json({ ...toJson(report), ...(isMeasured && { recall: recall ?? null }) });
  else session.printer.lines(alignTable([...rowsOf(report), ...(isMeasured ? [recallRow(recall)] : [])]));
  return EXIT.ok;
}

const toJson = ({ papers, bytes, segments, change, lastChange, writer, rebuildReason }: IndexReport): object => ({
  papers,
  bytes,
  segments: segments.map(({ documents, deleted, bytes: size }) => ({ papers: documents, deleted, bytes: size })),
  change,
  lastChange,
  writer: writer ?? null,
  rebuildReason: rebuildReason ?? null,
});

function rowsOf({ papers, bytes, segments, change, lastChange, writer, rebuildReason }: IndexReport): string[][] {
  const missing = lastChange - change;
  return [
    ["papers", formatNumber(papers)],
    ["size", `${formatBytes(bytes)} in ${counted(segments.length, "segment")}`],
    ["standing", missing <= 0 ? "has everything" : `${counted(missing, "change")} behind the database`],
    ["written by", writer === undefined ? "nobody now" : `process ${writer}`],
    ...(rebuildReason === undefined ? [] : [["to be rebuilt", rebuildReason]]),
  ];
}

const recallRow = (recall: number | undefined): string[] => [
  "nearest found",
  recall === undefined ? "there are no vectors" : `${(100 * recall).toFixed(1)} % of the first 20`,
];

async function check(session: Session, { json }: IndexOptions): Promise<number> {
  const problems = await withIndex(session, checkIndex);
  if (json) session.printer.json({ isSound: problems.length === 0, problems });
  else if (problems.length === 0) session.printer.line("The index is sound.");
  else session.printer.lines([...problems, "`broadsheet index rebuild` mends it; so does the next start."]);
  return problems.length === 0 ? EXIT.ok : EXIT.badSetup;
}

async function rebuild(session: Session, { json }: IndexOptions): Promise<number> {
  const report = await withIndex(session, async (place) => {
    using progress = session.progress("Reading papers into the index");
    await rebuildIndex(place, {
      signal: session.signal,
      onProgress: ({ done, total }) =>
        progress.show({ done, total, text: `${formatNumber(done)} of ${counted(total, "paper")}` }),
    });
    return await reportIndex(place);
  });
  if (json) session.printer.json(toJson(report));
  else session.printer.line(`The index was built anew, with ${counted(report.papers, "paper")}.`);
  return EXIT.ok;
}
