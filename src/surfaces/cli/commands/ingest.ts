import { pullSource, type PullReport } from "../../../ingest/pull.ts";
import type { Day } from "../../../lib/day.ts";
import { UserError } from "../../../lib/errors.ts";
import type { Source } from "../../../sources/source.ts";
import { EXIT, exitCodeOfSignal } from "../exit-codes.ts";
import { OUTCOME_WORDS } from "../outcome-words.ts";
import { readDay } from "../read-option.ts";
import type { AddCommand, Session } from "../session.ts";
import type { CliApp } from "../setup.ts";
import { alignTable } from "../table.ts";
import { counted, formatNumber } from "../../../lib/words.ts";

interface IngestOptions {
  readonly source?: readonly string[];
  readonly since?: Day;
  readonly until?: Day;
  readonly json?: true;
}

const HELP = `
What was read is saved batch by batch: after Ctrl-C the same command goes on where it stopped.

Examples:
  broadsheet ingest
  broadsheet ingest --source arxiv-feed hugging-face
  broadsheet ingest --source arxiv-oai --since 2026-08-01 --until 2026-08-07`;

export const addIngestCommand: AddCommand = (program, act) => {
  program
    .command("ingest")
    .summary("read the sources now")
    .description("Reads the sources now, and saves the papers they have.")
    .option("--source <id...>", "the sources to read (default: all in BROADSHEET_SOURCES)")
    .option("--since <day>", "the first day to read, such as 2026-08-01", readDay)
    .option("--until <day>", "the last day to read", readDay)
    .option("--json", "report as JSON")
    .addHelpText("after", HELP)
    .action(act(ingest));
};

async function ingest(session: Session, options: IngestOptions): Promise<number> {
  const { since, until } = options;
  if (since !== undefined && until !== undefined && since > until)
    throw new UserError("invalid", `--since ${since} is after --until ${until}.`);
  const ids = options.source ?? session.config().sources;
  if (ids.length === 0)
    throw new UserError("invalid", "No source is configured. Name one with --source, or set BROADSHEET_SOURCES.");
  return await session.withApp(async (app) => {
    const reports: PullReport[] = [];
    for (const source of chooseSources(app.sources, ids)) {
      const report = await pull(session, app, source, { since, until });
      reports.push(report);
      if (session.signal.aborted) return stopped(session, reports);
    }
    printReports(session, reports, options.json === true);
    return reports.some(hasFailed) ? EXIT.unavailable : EXIT.ok;
  });
}

function chooseSources(sources: readonly Source[], ids: readonly string[]): readonly Source[] {
  return [...new Set(ids)].map((id) => {
    const source = sources.find(({ about }) => about.id === id);
    if (source) return source;
    throw new UserError(
      "invalid",
      `There is no source called ${id}. There are: ${sources.map(({ about }) => about.id).join(", ")}.`,
    );
  });
}

/** Reads one source. When somebody stops it, the report tells what was saved until then. */
async function pull(
  session: Session,
  app: CliApp,
  source: Source,
  range: { since: Day | undefined; until: Day | undefined },
): Promise<PullReport> {
  const { id } = source.about;
  let latest: PullReport = { source: id, outcome: "nothing-new", read: 0, added: 0, changed: 0, problems: 0 };
  using progress = session.progress(id);
  const onProgress = (saved: PullReport): void => {
    latest = saved;
    progress.show({
      done: saved.read,
      text: `${counted(saved.read, "record")} read, ${formatNumber(saved.added)} new`,
    });
  };
  try {
    return await pullSource(app, source, { range, signal: session.signal, onProgress });
  } catch (error) {
    if (session.signal.aborted) return latest;
    throw error;
  }
}

const hasFailed = ({ outcome }: PullReport): boolean => outcome === "failed" || outcome === "throttled";

function stopped({ printer, signal }: Session, reports: readonly PullReport[]): number {
  const { read, added } = totals(reports);
  printer.note(
    `Stopped. ${counted(read, "record")} read, ${counted(added, "new paper")} saved; the same command goes on from there.`,
  );
  return exitCodeOfSignal(signal);
}

function totals(reports: readonly PullReport[]): { read: number; added: number; changed: number } {
  const sum = (key: "read" | "added" | "changed"): number => reports.reduce((total, report) => total + report[key], 0);
  return { read: sum("read"), added: sum("added"), changed: sum("changed") };
}

function printReports({ printer }: Session, reports: readonly PullReport[], isJson: boolean): void {
  if (isJson) {
    printer.json({ sources: reports.map(toJson), ...totals(reports) });
    return;
  }
  const rows = reports.map(({ source, read, added, changed, ...rest }) => [
    source,
    formatNumber(read),
    formatNumber(added),
    formatNumber(changed),
    outcomeText(rest),
  ]);
  printer.lines(alignTable([["source", "read", "new", "changed", ""], ...rows], new Set([1, 2, 3])));
}

const toJson = ({ source, outcome, message, read, added, changed, problems }: PullReport): object => ({
  source,
  outcome,
  message: message ?? null,
  read,
  added,
  changed,
  problems,
});

function outcomeText({ outcome, message, problems }: Pick<PullReport, "outcome" | "message" | "problems">): string {
  const what = message ?? OUTCOME_WORDS[outcome];
  return problems === 0 ? what : `${what}; ${counted(problems, "entry", "entries")} could not be read`;
}
