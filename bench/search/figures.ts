import { percentile } from "../machine.ts";
import type { QuestionClass } from "./question.ts";

/** Milliseconds of the answers to one class of questions. */
export interface Latency {
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export function latencyOf(times: readonly number[]): Latency {
  return { n: times.length, p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99) };
}

/** What was measured of an engine; a part that was not run is absent. */
export interface EngineFigures {
  readonly version: string;
  readonly buildSeconds: number;
  readonly papersPerSecond: number;
  /** 0 for engines in memory. */
  readonly diskBytesPerPaper: number;
  /** Opening to the first answer, in a process that has just begun. */
  startMs?: number;
  /** Resident memory with the index open, less that without; after all questions. */
  memoryBytesPerPaper?: number;
  residentMb?: number;
  /** Until 500 further papers were found: the median of several times, and the first, when the code was cold. */
  addMs?: number | undefined;
  firstAddMs?: number | undefined;
  readonly latency: Partial<Record<QuestionClass, Latency>>;
  /** Classes it cannot answer, and why. */
  readonly lacks: Readonly<Partial<Record<QuestionClass, string>>>;
  /** Share of the exact ten best found, for words; of the twenty nearest, for vectors. */
  readonly agreement: { phrase?: number | undefined; question?: number | undefined };
  recall?: number | undefined;
  /** What went wrong while it was measured. */
  readonly failures: string[];
}

export interface AbsentEngine {
  readonly absent: string;
}

export type AllFigures = Readonly<Record<string, EngineFigures | AbsentEngine>>;

type Ratio = Readonly<Record<"p50" | "p95", number>>;

/** For each class and peer: its milliseconds in one of ours. Above 1, ours is faster. */
export function ratios(engines: AllFigures): Readonly<Record<string, Readonly<Record<string, Ratio>>>> {
  const { broadsheet, ...peers } = engines;
  const ours = broadsheet && "latency" in broadsheet ? broadsheet.latency : {};
  const entries = Object.entries(ours).map(([kind, latency]) => {
    const row = Object.entries(peers).flatMap(([name, peer]) => {
      const theirs = "latency" in peer ? peer.latency[kind as QuestionClass] : undefined;
      return theirs ? [[name, ratio(theirs, latency)]] : [];
    });
    return [kind, Object.fromEntries(row)] as const;
  });
  return Object.fromEntries(entries);
}

const ratio = (theirs: Latency, ours: Latency): Ratio => ({
  p50: Math.round((100 * theirs.p50) / ours.p50) / 100,
  p95: Math.round((100 * theirs.p95) / ours.p95) / 100,
});
