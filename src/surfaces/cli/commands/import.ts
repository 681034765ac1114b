import { importListing, type ImportReport, type ImportTally } from "../../../ingest/import-listing.ts";
import { EXIT, exitCodeOfSignal } from "../exit-codes.ts";
import { findListings, readBytesOf, type ListingFile } from "../listing-files.ts";
import type { AddCommand, Session } from "../session.ts";
import type { CliApp } from "../setup.ts";
import { counted, formatNumber } from "../../../lib/words.ts";
import { formatProblem, problemToJson } from "../words.ts";

interface ImportCommandOptions {
  readonly name?: string;
  readonly json?: true;
}

interface ImportedFile extends ImportReport {
  readonly name: string;
}

const HELP = `
Reads BibTeX, RIS, JSON, CSV and other tables, arXiv mails and plain lists of identifiers, also gzipped.
The same file may come again: nothing is doubled, and after Ctrl-C it goes on where it stopped.

Examples:
  broadsheet import library.bib reading-list.csv
  curl -s https://example.org/papers.txt | broadsheet import - --name "Reading group"`;

const PROBLEMS_SHOWN = 20;

export const addImportCommand: AddCommand = (program, act) => {
  program
    .command("import")
    .summary("add the papers that files name")
    .description("Adds the papers that files name, and keeps each file as a listing.")
    .argument("<file...>", "the files to read; - is standard input")
    .option("--name <text>", "what to call the listing (default: the file's name)")
    .option("--json", "report as JSON")
    .addHelpText("after", HELP)
    .action(act(importFiles));
};

async function importFiles(
  session: Session,
  paths: readonly string[],
  { name, json }: ImportCommandOptions,
): Promise<number> {
  const { files, problem } = await findListings(paths, name);
  if (problem !== undefined) {
    session.printer.failure(problem);
    return EXIT.missingInput;
  }
  return await session.withApp(async (app) => {
    const imported: ImportedFile[] = [];
    for (const file of files) {
      const report = await importFile(session, app, file);
      imported.push(report);
      if (session.signal.aborted) return stopped(session, imported);
      if (!json) printFile(session, report);
    }
    if (json) session.printer.json(toJson(imported));
    return imported.some(({ found }) => found > 0) ? EXIT.ok : EXIT.unreadableInput;
  });
}

/** Nobody is served by this process meanwhile, and index pages are written once for more papers. */
const PORTION = 1_000;

/** Reads one file. When somebody stops it, the report tells what was saved until then. */
async function importFile(session: Session, app: CliApp, file: ListingFile): Promise<ImportedFile> {
  const { signal } = session;
  const { name, sizeBytes } = file;
  let tally: ImportTally = { found: 0, added: 0, known: 0 };
  let readBytes = 0;
  using progress = session.progress(`Importing ${name}`);
  const show = (): void => progress.show({ done: readBytes, total: sizeBytes, text: counted(tally.found, "paper") });
  const onRead = (bytes: number): void => {
    readBytes = bytes;
    show();
  };
  const onProgress = (saved: ImportTally): void => {
    tally = saved;
    show();
  };
  try {
    const chunks = readBytesOf(file, { standardInput: session.setup.streams.in, signal, onRead });
    return { name, ...(await importListing(app, chunks, { name, signal, onProgress, portion: PORTION })) };
  } catch (error) {
    if (signal.aborted) return { name, ...tally, listingId: undefined, format: "", formatName: "", problems: [] };
    throw error;
  }
}

function stopped({ printer, signal }: Session, files: readonly ImportedFile[]): number {
  const { found, added } = totals(files);
  printer.note(
    `Stopped. ${counted(found, "paper")} saved, ${formatNumber(added)} of them new; the same command goes on from there.`,
  );
  return exitCodeOfSignal(signal);
}

function totals(files: readonly ImportTally[]): ImportTally {
  const sum = (key: keyof ImportTally): number => files.reduce((total, file) => total + file[key], 0);
  return { found: sum("found"), added: sum("added"), known: sum("known") };
}

function printFile({ printer }: Session, { name, formatName, found, added, known, problems }: ImportedFile): void {
  printer.line(
    `${name} (${formatName}): ${counted(found, "paper")} found, ${formatNumber(added)} new, ${formatNumber(known)} known.`,
  );
  for (const problem of problems.slice(0, PROBLEMS_SHOWN)) printer.note(`  ${formatProblem(problem)}`);
  const more = problems.length - PROBLEMS_SHOWN;
  if (more > 0) printer.note(`  … and ${counted(more, "problem")} more; --json lists them.`);
}

/** One file is told as itself, several as a list with their sums. */
function toJson(files: readonly ImportedFile[]): object {
  const [first, ...others] = files.map(fileToJson);
  if (first && others.length === 0) return first;
  const named = files.map((file) => ({ name: file.name, ...fileToJson(file) }));
  return {
    files: named,
    ...totals(files),
    problems: named.flatMap(({ name, problems }) => problems.map((problem) => ({ file: name, ...problem }))),
  };
}

function fileToJson({ format, found, added, known, problems }: ImportedFile) {
  return { format, found, added, known, problems: problems.map(problemToJson) };
}
