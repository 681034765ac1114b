/** What one try after another waits: doubled each time up to a cap, then spread by ±25 % so that no two march in step. */
export interface Backoff {
  readonly firstMs: number;
  readonly maxMs: number;
}

/** Wait before the next try after `failures` failed ones (1 or more). `random` gives 0 to 1. */
export function backoffMs({ firstMs, maxMs }: Backoff, failures: number, random: number): number {
  const doubled = firstMs * 2 ** Math.min(failures - 1, 30);
  return Math.round(Math.min(doubled, maxMs) * (0.75 + random / 2));
}
