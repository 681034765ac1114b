import type { Sighting } from "../src/domain/sighting.ts";
import type { Clock } from "../src/lib/clock.ts";
import type { HttpClient } from "../src/lib/http-client.ts";
import type { Problem } from "../src/lib/parsed.ts";
import type { PullBatch, PullRange, Source, SourceCursor } from "../src/sources/source.ts";

export interface PullOptions {
  readonly http: HttpClient;
  readonly now: string;
  readonly cursor?: SourceCursor;
  readonly range?: PullRange;
  /** How many batches to take before the process is killed. */
  readonly killAfter?: number;
}

/** What ingest would have saved by the end of a pull. */
export interface Pulled {
  readonly batches: readonly PullBatch[];
  readonly sightings: readonly Sighting[];
  readonly keys: readonly string[];
  readonly problems: readonly Problem[];
  readonly cursor: SourceCursor;
  readonly failure: unknown;
}

export async function pullAll(source: Source, options: PullOptions): Promise<Pulled> {
  const { http, now, cursor = {}, range = {}, killAfter = Infinity } = options;
  const clock = standingClock(Date.parse(now));
  const batches: PullBatch[] = [];
  let failure: unknown;
  try {
    for await (const batch of source.pull({
      http,
      clock,
      cursor,
      range,
      signal: new AbortController().signal,
    })) {
      batches.push(batch);
      if (batches.length >= killAfter) break;
    }
  } catch (error) {
    failure = error;
  }
  const sightings = batches.flatMap((batch) => batch.sightings);
  return {
    batches,
    sightings,
    keys: sightings.map(({ sourceKey }) => sourceKey),
    problems: batches.flatMap(({ problems }) => problems),
    cursor: batches.at(-1)?.cursor ?? cursor,
    failure,
  };
}

/** Time stands still, and nobody waits. */
export function standingClock(now: number): Clock {
  return { now: () => now, sleep: () => Promise.resolve() };
}
