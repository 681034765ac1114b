import { setTimeout as sleep } from "node:timers/promises";

/** Far above what any kind of work that is to look alike takes. */
const BEAT_MS = 50;

/**
 * Does the work, and ends at the next multiple of `BEAT_MS` after it began, whether it succeeds or fails: so how long an answer
 * takes does not tell what was found on the way.
 */
export async function onTheBeat<Value>(work: () => Promise<Value>): Promise<Value> {
  const startedAt = performance.now();
  try {
    return await work();
  } finally {
    await sleep(BEAT_MS - ((performance.now() - startedAt) % BEAT_MS));
  }
}
