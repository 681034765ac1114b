import { halfWidth } from "./half-width.ts";

/** Values of one query by the name of the metric. */
export type QueryFigures = Readonly<Record<string, number>>;

/** A mean over queries for each metric, and how sure it is. */
export interface Figures {
  readonly means: Readonly<Record<string, number>>;
  /** Half the width of the 95 % interval, by the same names. */
  readonly halfWidths: Readonly<Record<string, number>>;
}

/** Averages what was measured query by query. Figures have four digits after the point. */
export function averageFigures(queries: readonly QueryFigures[]): Figures {
  const names = Object.keys(queries[0] ?? {});
  const column = (name: string): number[] => queries.map((figures) => figures[name] ?? 0);
  const of = (measure: (values: readonly number[]) => number): Record<string, number> =>
    Object.fromEntries(names.map((name) => [name, round(measure(column(name)))]));
  return { means: of(mean), halfWidths: of(halfWidth) };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const round = (value: number): number => Math.round(value * 10_000) / 10_000;
