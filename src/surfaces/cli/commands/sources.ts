import { labelOf, type SourceId } from "../../../domain/source-id.ts";
import { nextPullAt } from "../../../ingest/next-pull.ts";
import { toIso } from "../../../lib/clock.ts";
import type { SourceState } from "../../../store/store.ts";
import { EXIT } from "../exit-codes.ts";
import { OUTCOME_WORDS } from "../outcome-words.ts";
import type { Printer } from "../printer.ts";
import type { AddCommand, Session } from "../session.ts";
import type { CliApp } from "../setup.ts";
import { alignTable } from "../table.ts";
import { counted } from "../../../lib/words.ts";
import { formatMoment, formatProblem, problemToJson } from "../words.ts";

interface SourcesOptions {
  readonly json?: true;
}

interface Standing {
  readonly id: SourceId;
  readonly state: SourceState;
  /** Records of this source that are kept. */
  readonly kept: number;
  readonly nextTryAt: number | undefined;
}

/** More jobs than these never wait at once. */
const MOST_JOBS = 200;
const PROBLEMS_SHOWN = 5;

export const addSourcesCommand: AddCommand = (program, act) => {
  program
    .command("sources")
    .summary("show how each source is doing")
    .description("Shows how each source is doing: when it was read, when it is read next, and what went wrong.")
    .option("--json", "answer as JSON")
    .action(act(showSources));
};

async function showSources(session: Session, { json }: SourcesOptions): Promise<number> {
  const standings = await session.withApp(loadStandings);
  if (json) session.printer.json({ sources: standings.map(toJson) });
  else standings.forEach((standing, index) => printStanding(session.printer, standing, index));
  return EXIT.ok;
}

async function loadStandings({ store, clock, sources, schedule }: CliApp): Promise<readonly Standing[]> {
  const [counts, jobs] = await Promise.all([store.sources.sightingCounts(), store.jobs.due(MOST_JOBS)]);
  const now = clock.now();
  return await Promise.all(
    sources.map(async ({ about: { id } }) => ({
      id,
      state: await store.sources.state(id),
      kept: counts.get(id) ?? 0,
      nextTryAt: nextPullAt(id, { jobs, schedule, now }),
    })),
  );
}

const momentOrNull = (epochMs: number | undefined): string | null => (epochMs === undefined ? null : toIso(epochMs));

const toJson = ({ id, state, kept, nextTryAt }: Standing): object => ({
  source: id,
  label: labelOf(id),
  outcome: state.outcome ?? null,
  message: state.message ?? null,
  lastAttemptAt: momentOrNull(state.lastAttemptAt),
  lastSuccessAt: momentOrNull(state.lastSuccessAt),
  nextTryAt: momentOrNull(nextTryAt),
  recordsRead: state.papersRead,
  recordsKept: kept,
  problems: state.problems.map(problemToJson),
});

function printStanding(printer: Printer, { id, state, kept, nextTryAt }: Standing, index: number): void {
  if (index > 0) printer.line();
  const { outcome, message, lastAttemptAt, lastSuccessAt, problems } = state;
  const standing = outcome === undefined ? "not read yet" : (message ?? OUTCOME_WORDS[outcome]);
  printer.line(`${printer.style("bold", id)}  ${labelOf(id)}`);
  const facts = [
    ["outcome", standing],
    ["last read", lastSuccessAt === undefined ? "never" : formatMoment(lastSuccessAt)],
    ...(lastAttemptAt === undefined || lastAttemptAt === lastSuccessAt
      ? []
      : [["last try", formatMoment(lastAttemptAt)]]),
    [
      "next try",
      nextTryAt === undefined ? "not planned" : `${formatMoment(nextTryAt)}, while \`broadsheet serve\` runs`,
    ],
    ["records", counted(kept, "record kept", "records kept")],
    ...(problems.length === 0
      ? []
      : [["problems", counted(problems.length, "entry", "entries") + " could not be read"]]),
  ];
  printer.lines(alignTable(facts).map((line) => `  ${line}`));
  for (const problem of problems.slice(0, PROBLEMS_SHOWN)) printer.paragraph(formatProblem(problem), "    ");
}
