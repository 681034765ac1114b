import { setImmediate as turn } from "node:timers/promises";

const LONGEST_WORK_MS = 20;

/** Long work calls what this returns between its steps: after 20 ms of work it waits until a server has served. */
export function pauses(): () => Promise<void> {
  let resumed = performance.now();
  return async () => {
    if (performance.now() - resumed < LONGEST_WORK_MS) return;
    await turn();
    resumed = performance.now();
  };
}
