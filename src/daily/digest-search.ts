import type { Clock } from "../lib/clock.ts";
import { addDays, type Day } from "../lib/day.ts";
import type { PaperIndex } from "../search/paper-index.ts";
import { search } from "../search/search.ts";
import type { Store } from "../store/store.ts";

const MOST_FOUND = 200;
/** Papers are featured some weeks after they were published, seldom later. */
const LOOK_BACK_DAYS = 90;

/** The papers that a saved search finds, as far as they may be news since a day. Digests ask the search by this door only. */
export type FindForDigest = (question: string, since: Day) => Promise<ReadonlySet<number>>;

export function findForDigest(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly index: () => PaperIndex;
}): FindForDigest {
  return async (question, since) => {
    const recent = `${question} after:${addDays(since, -LOOK_BACK_DAYS)}`;
    const request = { question: recent, mode: "words", sort: "newest", limit: MOST_FOUND } as const;
    const { results } = await search({ ...deps, index: deps.index() }, request);
    return new Set(results.map(({ stored }) => stored.key));
  };
}
