import { averageFigures, type QueryFigures } from "./metrics/figures.ts";

/** What a run prints. */
export interface Report {
  readonly set: string;
  readonly queries: number;
  /** By mode, the figures of its metrics; and those of parts of the set, by their names. */
  readonly modes: Readonly<Record<string, object>>;
  /** The same shape: half the width of each figure's 95 % interval. */
  readonly halfWidths: Readonly<Record<string, object>>;
}

/** What was measured in each mode, query by query. */
export type Measured = ReadonlyMap<string, readonly QueryFigures[]>;

/** Averages what was measured in each mode. */
export function reportModes(set: string, measured: Measured): Report {
  const averaged = [...measured].map(([mode, queries]) => [mode, averageFigures(queries)] as const);
  return {
    set,
    queries: Math.max(0, ...[...measured.values()].map(({ length }) => length)),
    modes: Object.fromEntries(averaged.map(([mode, { means }]) => [mode, means])),
    halfWidths: Object.fromEntries(averaged.map(([mode, { halfWidths }]) => [mode, halfWidths])),
  };
}

/** A report of the whole set with those of its parts inside. */
export function withParts(whole: Report, parts: ReadonlyMap<string, Report>): Report {
  const inside = (key: "modes" | "halfWidths"): Record<string, object> =>
    Object.fromEntries(
      Object.entries(whole[key]).map(([mode, figures]) => {
        const ofParts = [...parts].map(([name, part]) => [name, part[key][mode]] as const);
        return [mode, { ...figures, ...Object.fromEntries(ofParts) }];
      }),
    );
  return { ...whole, modes: inside("modes"), halfWidths: inside("halfWidths") };
}
