import { setImmediate as turn, setTimeout as sleep } from "node:timers/promises";

/** Far above what any kind of work that is to look alike takes. */
const BEAT_MS = 50;
/** Timers count whole milliseconds from the last turn of the event loop: the rest of the way is waited turn by turn. */
const TIMER_STEP_MS = 2;

/**
 * Does the work, and ends at the next multiple of `BEAT_MS` after it began, whether it succeeds or fails: so how long an answer
 * takes does not tell what was found on the way.
 */
export async function onTheBeat<Value>(work: () => Promise<Value>): Promise<Value> {
  const startedAt = performance.now();
  try {
    return await work();
  } finally {
    const beats = 1 + Math.floor((performance.now() - startedAt) / BEAT_MS);
    await until(startedAt + beats * BEAT_MS);
  }
}

async function until(moment: number): Promise<void> {
  const left = moment - performance.now() - TIMER_STEP_MS;
  if (left > 0) await sleep(left);
  while (performance.now() < moment) await turn();
}
