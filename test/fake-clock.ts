import type { Clock } from "../src/lib/clock.ts";

/** A clock whose sleepers wake in order as soon as everything else waits; time passes only through them. */
export function fakeClock(start: number): Clock & { set(now: number): void } {
  let now = start;
  const sleepers: { at: number; wake: () => void }[] = [];
  const wakeNext = (): void => {
    sleepers.sort((a, b) => a.at - b.at);
    const next = sleepers.shift();
    if (!next) return;
    now = Math.max(now, next.at);
    next.wake();
  };
  return {
    now: () => now,
    set: (time) => {
      now = time;
    },
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        sleepers.push({ at: now + ms, wake: resolve });
        signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
        setTimeout(wakeNext, 1);
      });
    },
  };
}
