import type { Context } from "hono";
import { labelOf, type SourceId } from "../../../domain/source-id.ts";
import type { Job } from "../../../store/job-store.ts";
import type { PullOutcome } from "../../../store/store.ts";
import { ProblemList } from "../components/problem-list.tsx";
import { Moment } from "../components/times.tsx";
import { isFromHere } from "../local-only.ts";
import { loadStandings, type SourceStanding } from "../source-standing.ts";
import type { SourceNote, WebDeps } from "../web-deps.ts";
import { counted } from "../../../lib/words.ts";

const MOST_DEAD_JOBS = 20;

/** How each source is doing, and what was given up. */
export async function sourcesPage(deps: WebDeps, context: Context): Promise<Response> {
  const { store, settings } = deps;
  const [standings, counts, dead] = await Promise.all([
    loadStandings(deps),
    store.sources.sightingCounts(),
    store.jobs.dead(MOST_DEAD_JOBS),
  ]);
  const notes = settings.sources ?? [];
  const used =
    notes.length === 0 ? standings : standings.filter(({ state }) => notes.some(({ id }) => id === state.source));
  const given = [...counts].filter(([source]) => !standings.some(({ state }) => state.source === source));
  return await context.render(
    <main id="content" class="column" tabindex={-1}>
      <h1 class="page-title">Sources</h1>
      {settings.categories.length > 0 && <p class="intro">Fields read from arXiv: {settings.categories.join(", ")}.</p>}
      {used.map((standing) => (
        <SourceItem
          standing={standing}
          count={counts.get(standing.state.source) ?? 0}
          note={notes.find(({ id }) => id === standing.state.source)}
        />
      ))}
      <Given counts={given} />
      {deps.mail && (
        <section class="source" aria-labelledby="mail">
          <h2 id="mail">Mail</h2>
          <p class="outcome">{deps.mail.destination}</p>
        </section>
      )}
      <DeadJobs jobs={dead} mayRetry={isFromHere(context)} />
    </main>,
    { title: "Sources", canonical: "/sources" },
  );
}

const OUTCOMES: Record<PullOutcome, string> = {
  ok: "Read well",
  weekend: "Nothing: a weekend",
  holiday: "Nothing: a holiday",
  "nothing-new": "Nothing new",
  unchanged: "Nothing new",
  throttled: "Asked to wait",
  failed: "Could not be read",
};

interface SourceItemProps {
  readonly standing: SourceStanding;
  readonly count: number;
  readonly note: SourceNote | undefined;
}

function SourceItem({ standing, count, note }: SourceItemProps) {
  const { state, nextTryAt } = standing;
  const isTroubled = state.outcome === "failed" || state.outcome === "throttled";
  return (
    <section class={isTroubled ? "source is-troubled" : "source"} aria-labelledby={`source-${state.source}`}>
      <h2 id={`source-${state.source}`}>
        {note ? <a href={note.homepage}>{labelOf(state.source)}</a> : labelOf(state.source)}
      </h2>
      <p class="outcome">
        {state.outcome ? OUTCOMES[state.outcome] : "Not read yet"}
        {isTroubled && state.message !== undefined && `: ${state.message}`}
      </p>
      <dl class="ledger">
        <Entry name="Records kept" value={counted(count, "record")} />
        <Entry
          name="Last read well"
          value={state.lastSuccessAt === undefined ? "never" : <Moment at={state.lastSuccessAt} />}
        />
        {state.lastAttemptAt !== undefined && state.lastAttemptAt !== state.lastSuccessAt && (
          <Entry name="Last tried" value={<Moment at={state.lastAttemptAt} />} />
        )}
        <Entry name="Next try" value={nextTryAt === undefined ? "not planned" : <Moment at={nextTryAt} />} />
      </dl>
      <ProblemList problems={state.problems} />
      {note?.acknowledgement !== undefined && <p class="acknowledgement">{note.acknowledgement}</p>}
    </section>
  );
}

function Entry({ name, value }: { name: string; value: string | ReturnType<typeof Moment> }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Sources that nobody reads by schedule: listings and the sample. */
function Given({ counts }: { counts: readonly (readonly [SourceId, number])[] }) {
  if (counts.length === 0) return <></>;
  return (
    <section class="source" aria-labelledby="given">
      <h2 id="given">Brought by hand</h2>
      <dl class="ledger">
        {counts.map(([source, count]) => (
          <Entry name={labelOf(source)} value={counted(count, "record")} />
        ))}
      </dl>
    </section>
  );
}

function DeadJobs({ jobs, mayRetry }: { jobs: readonly Job[]; mayRetry: boolean }) {
  if (jobs.length === 0) return <></>;
  return (
    <section class="source" aria-labelledby="jobs">
      <h2 id="jobs">Given up</h2>
      <p>These were tried again and again, without success.</p>
      <ul class="dead-jobs">
        {jobs.map(({ id, name, payload, attempts, error, finishedAt }) => (
          <li>
            <p>
              <b>{[name, ...Object.values(payload)].join(" ")}</b>, {counted(attempts, "try", "tries")}
              {finishedAt !== undefined && (
                <>
                  , last <Moment at={finishedAt} />
                </>
              )}
            </p>
            {error !== undefined && <p class="remark">{error}</p>}
            {mayRetry && (
              <form method="post" action={`/sources/jobs/${id}/retry`}>
                <button type="submit">Try again</button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
