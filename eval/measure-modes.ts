import type { SearchMode } from "../src/domain/query.ts";
import { MODES } from "./ask.ts";
import type { QueryFigures } from "./metrics/figures.ts";
import type { Measured } from "./report.ts";
import { say } from "./say.ts";

/** Measures each query in each mode of search. */
export async function measureModes<Query>(
  queries: readonly Query[],
  measure: (query: Query, mode: SearchMode) => Promise<QueryFigures>,
): Promise<Measured> {
  const measured = new Map<string, QueryFigures[]>();
  for (const mode of MODES) {
    say(`asking ${queries.length} times, ${mode}`);
    const figures: QueryFigures[] = [];
    for (const query of queries) figures.push(await measure(query, mode));
    measured.set(mode, figures);
  }
  return measured;
}
