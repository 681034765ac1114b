import { cpus, totalmem } from "node:os";

/** What the figures were measured on. */
export function describeMachine(): object {
  const [first] = cpus();
  return {
    cpu: first?.model ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    measuredAt: new Date().toISOString(),
  };
}

/** The value below which a share of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN);
}

export const round = (value: number): number => Math.round(value * 100) / 100;
