import { closestName, didYouMean } from "../closest-name.ts";
import { EXIT } from "../exit-codes.ts";
import { interrupted } from "../interruption.ts";
import { wholeNumber } from "../read-option.ts";
import type { AddCommand, Session } from "../session.ts";
import type { CliApp } from "../setup.ts";

interface ServeOptions {
  readonly port?: number;
  readonly host?: string;
}

const HELP = `
Runs until Ctrl-C or SIGTERM. The first start shows a sample edition, so there is something to read
before any source has answered.

Examples:
  broadsheet serve
  broadsheet serve --port 8080 --data /var/lib/broadsheet`;

export const addServeCommand: AddCommand = (program, act) => {
  program
    .command("serve")
    .summary("show the pages and read the sources on schedule")
    .description("Shows the web pages, and reads the sources on schedule.")
    .option("--port <number>", "the port to listen on; 0 takes a free one (BROADSHEET_PORT)", wholeNumber(0, 65_535))
    .option("--host <address>", "the address to listen on (BROADSHEET_HOST)")
    .addHelpText("after", HELP)
    .action(act(serve));
};

async function serve(session: Session, options: ServeOptions): Promise<number> {
  const { port, host } = session.config();
  warnOfUnknownSettings(session);
  return await session.withApp(async (app) => {
    await using server = await app.serve({ port: options.port ?? port, host: options.host ?? host });
    session.printer.line(`Broadsheet is at ${server.url}`);
    session.printer.note(backgroundWork(app, session.config().sources));
    await interrupted(session.signal);
    return EXIT.ok;
  });
}

function backgroundWork({ sources }: CliApp, ids: readonly string[]): string {
  const read = sources.filter(({ about }) => ids.includes(about.id)).map(({ about }) => about.id);
  return read.length === 0
    ? "No sources are read. Ctrl-C stops."
    : `Reads ${read.join(", ")} on schedule. Ctrl-C stops.`;
}

/** A misspelt setting would change nothing, and nobody would know why. */
function warnOfUnknownSettings({ setup, printer }: Session): void {
  const known = setup.settingsInForce().map(({ name }) => name);
  for (const name of setup.unknownSettings())
    printer.failure(`${name} is no setting.${didYouMean(closestName(name, known))}`);
}
