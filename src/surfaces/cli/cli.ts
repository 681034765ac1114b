import { Command, CommanderError } from "commander";
import { addDigestCommand } from "./commands/digest.ts";
import { addDoctorCommand } from "./commands/doctor.ts";
import { addImportCommand } from "./commands/import.ts";
import { addIndexCommand } from "./commands/search-index.ts";
import { addIngestCommand } from "./commands/ingest.ts";
import { addModelCommand } from "./commands/model.ts";
import { addPaperCommand } from "./commands/paper.ts";
import { addSampleCommand } from "./commands/sample.ts";
import { addSearchCommand } from "./commands/search.ts";
import { addServeCommand } from "./commands/serve.ts";
import { addSimilarCommand } from "./commands/similar.ts";
import { addSourcesCommand } from "./commands/sources.ts";
import { addTrendingCommand } from "./commands/trending.ts";
import { EXIT, exitCodeOfSignal } from "./exit-codes.ts";
import { failureOf } from "./failure.ts";
import { Printer } from "./printer.ts";
import { readFolder } from "./read-option.ts";
import { Session, type Act, type AddCommand } from "./session.ts";
import type { CliSetup } from "./setup.ts";

/** In the order of `--help`. */
const COMMANDS: readonly AddCommand[] = [
  addServeCommand,
  addIngestCommand,
  addImportCommand,
  addSearchCommand,
  addSimilarCommand,
  addPaperCommand,
  addTrendingCommand,
  addDigestCommand,
  addSourcesCommand,
  addSampleCommand,
  addIndexCommand,
  addModelCommand,
  addDoctorCommand,
];

const HELP = `
Examples:
  broadsheet serve                            read today's papers at http://localhost:7474
  broadsheet ingest --source arxiv-feed       fetch what arXiv announced today
  broadsheet import reading-list.bib          add the papers that a file names
  broadsheet search "protein folding" --json  find papers, as JSON for a program
  broadsheet paper 2501.01234                 everything known of one paper

Settings come from BROADSHEET_… in the environment; \`broadsheet doctor\` shows the ones in force.`;

/** Runs one command line, without the program's own name. Gives the exit code; nothing is thrown. */
export async function runCli(argv: readonly string[], setup: CliSetup): Promise<number> {
  const printer = new Printer(setup.streams, { hasColour: !argv.includes("--no-color") });
  const exitCode = await runCommand(argv, setup, printer).catch((error: unknown) =>
    reportFailure(error, setup, printer),
  );
  await printer.flush();
  if (printer.outFailure === undefined) return exitCode;
  printer.failure(`The answer could not be written: ${printer.outFailure.message}`);
  return EXIT.outputFailed;
}

async function runCommand(argv: readonly string[], setup: CliSetup, printer: Printer): Promise<number> {
  let exitCode: number = EXIT.ok;
  const program = createProgram(setup, printer, (work) => async (...args) => {
    exitCode = await work(new Session({ setup, printer, overrides: program.opts() }), ...args);
  });
  await program.parseAsync(argv, { from: "user" });
  return exitCode;
}

/** All commands there are; docs/commands.md describes them. */
export function createProgram({ version }: Pick<CliSetup, "version">, printer: Printer, act: Act): Command {
  const program = new Command("broadsheet")
    .description("The daily paper for research papers: gathers them, sets them as a front page, finds them again.")
    .option("--data <folder>", "the folder that holds everything Broadsheet remembers (BROADSHEET_DATA)", readFolder)
    .option("--no-color", "plain text, as with NO_COLOR=1 in the environment")
    .version(version, "-V, --version", "show the version")
    .helpOption("-h, --help", "show how to use a command")
    .addHelpText("after", HELP)
    .configureHelp({ showGlobalOptions: true, styleTitle: (title) => printer.style("bold", title) })
    .configureOutput({
      writeOut: (text) => printer.line(text.trimEnd()),
      writeErr: (text) => printer.note(text.trimEnd()),
      outputError: (text) => printer.failure(asSentence(text)),
      getOutHelpWidth: () => printer.width,
      getErrHelpWidth: () => printer.width,
    })
    .exitOverride();
  for (const addCommand of COMMANDS) addCommand(program, act);
  return program;
}

/** Commander writes `error: unknown option '--x'` and its guess on a line of its own. */
function asSentence(complaint: string): string {
  const text = complaint
    .replace(/^error: /, "")
    .trim()
    .replaceAll("\n", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function reportFailure(error: unknown, setup: CliSetup, printer: Printer): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (setup.signal.aborted) {
    printer.note("Stopped.");
    return exitCodeOfSignal(setup.signal);
  }
  const { exitCode, text, stack } = failureOf(error);
  printer.failure(text);
  if (stack !== undefined && isDebugging(setup)) printer.note(stack);
  return exitCode;
}

function isDebugging(setup: CliSetup): boolean {
  try {
    return setup.readConfig({}).logLevel === "debug";
  } catch {
    return false;
  }
}
