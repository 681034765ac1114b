import { Unavailable, UserError, messageOf } from "../lib/errors.ts";
import type { Clock } from "../lib/clock.ts";
import type { HttpClient } from "../lib/http-client.ts";
import type { Log } from "../lib/log.ts";
import type { PullBatch, PullRange, Source } from "../sources/source.ts";
import type { PullOutcome, Store } from "../store/store.ts";
import type { Fate } from "./draft.ts";
import { saveSightings } from "./save-sightings.ts";

interface PullDeps {
  readonly store: Store;
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly log: Log;
}

export interface PullOptions {
  readonly range?: PullRange | undefined;
  readonly signal: AbortSignal;
  /** Told after each saved batch. */
  readonly onProgress?: ((report: PullReport) => void) | undefined;
}

export interface PullReport {
  readonly source: string;
  readonly outcome: PullOutcome;
  readonly message?: string | undefined;
  /** What a throttling upstream asked for. */
  readonly retryAfterMs?: number | undefined;
  /** Records read, and the papers among them that were not known, or known but changed. */
  readonly read: number;
  readonly added: number;
  readonly changed: number;
  readonly problems: number;
}

/** Sightings saved in one transaction: enough to share a commit's cost, few enough to keep pages quick meanwhile. */
const BATCH = 100;

/**
 * Reads what a source has and saves it, batch by batch, each with its cursor in one transaction. A source that cannot be
 * read leaves what was saved, and its state says why; only an abort is thrown.
 */
export async function pullSource(deps: PullDeps, source: Source, options: PullOptions): Promise<PullReport> {
  const { id } = source.about;
  const { cursor } = await deps.store.sources.state(id);
  const context = { http: deps.http, clock: deps.clock, cursor, range: options.range ?? {}, signal: options.signal };
  let report: PullReport = { source: id, outcome: "nothing-new", read: 0, added: 0, changed: 0, problems: 0 };
  let batches = 0;
  try {
    for await (const batch of source.pull(context)) {
      report = await saveBatch(deps, source, batch, report, batches > 0);
      batches += 1;
      options.onProgress?.(report);
    }
  } catch (error) {
    options.signal.throwIfAborted();
    report = await saveFailure(deps, source, { report, isContinued: batches > 0 }, error);
  }
  deps.log.info({ ...report }, "source read");
  return report;
}

async function saveBatch(
  deps: PullDeps,
  source: Source,
  batch: PullBatch,
  before: PullReport,
  isContinued: boolean,
): Promise<PullReport> {
  const { store, clock } = deps;
  const fates: Fate[] = [];
  const parts = Math.max(1, Math.ceil(batch.sightings.length / BATCH));
  const hasPapers = before.read + batch.sightings.length > 0;
  const outcome: PullOutcome = hasPapers ? "ok" : (batch.nothingBecause ?? "nothing-new");
  for (let part = 0; part < parts; part += 1) {
    const sightings = batch.sightings.slice(part * BATCH, (part + 1) * BATCH);
    await store.ingest(async (transaction) => {
      const now = clock.now();
      const saved = await saveSightings(transaction, sightings, now);
      fates.push(...saved.map(({ fate }) => fate));
      if (part < parts - 1) return;
      // The cursor moves with the last part: a crash before it reads the whole batch again, which changes nothing.
      await transaction.setSourceProgress(source.about.id, {
        cursor: batch.cursor,
        attemptedAt: now,
        outcome,
        problems: batch.problems,
        papersRead: batch.sightings.length,
        isContinued,
      });
    });
  }
  return {
    ...before,
    outcome,
    read: before.read + fates.length,
    added: before.added + fates.filter((fate) => fate === "new-paper").length,
    changed: before.changed + fates.filter((fate) => fate === "changed" || fate === "new-sighting").length,
    problems: before.problems + batch.problems.length,
  };
}

interface BrokenPull {
  readonly report: PullReport;
  readonly isContinued: boolean;
}

async function saveFailure(
  deps: PullDeps,
  source: Source,
  { report, isContinued }: BrokenPull,
  error: unknown,
): Promise<PullReport> {
  const isExpected = error instanceof Unavailable || error instanceof UserError;
  const stack = error instanceof Error ? error.stack : undefined;
  if (!isExpected) deps.log.error({ source: source.about.id, error: messageOf(error), stack }, "source failed");
  const retryAfterMs = error instanceof Unavailable ? error.retryAfterMs : undefined;
  const outcome = retryAfterMs === undefined ? "failed" : "throttled";
  const message = isExpected
    ? error.message
    : "Something went wrong while reading this source; the log has the details.";
  const progress = {
    attemptedAt: deps.clock.now(),
    outcome,
    message,
    problems: [],
    papersRead: 0,
    isContinued,
  } as const;
  await deps.store.ingest(async (transaction) => await transaction.setSourceProgress(source.about.id, progress));
  return { ...report, outcome, message, retryAfterMs };
}
