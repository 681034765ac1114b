import type { SearchMode } from "../src/domain/query.ts";
import { systemClock } from "../src/lib/clock.ts";
import { Unavailable } from "../src/lib/errors.ts";
import type { FusionConstants } from "../src/search/fusion-constants.ts";
import { search } from "../src/search/search.ts";
import type { SearchRequest } from "../src/search/search-request.ts";
import type { StoredPaper } from "../src/store/store.ts";
import type { Library } from "./library.ts";

/** How papers are looked for: by their words, by what they mean, and by both, which is what readers get. */
export const MODES: readonly SearchMode[] = ["words", "meaning", "fused"];

export interface Asking {
  readonly mode: SearchMode;
  readonly limit: number;
  /** Other constants than the product's own, to compare them. */
  readonly constants?: FusionConstants | undefined;
}

/** Asks the product's own search; gives the best papers, best first. */
export async function ask(library: Library, question: string, asking: Asking): Promise<readonly StoredPaper[]> {
  return await patiently(library, { question, sort: "relevance", ...asking });
}

/** On a busy machine the index may give up on a question that it would answer at another time. */
const TRIES = 5;

async function patiently(library: Library, request: SearchRequest, tries = TRIES): Promise<readonly StoredPaper[]> {
  try {
    const { results } = await search({ ...library, clock: systemClock }, request);
    return results.map(({ stored }) => stored);
  } catch (error) {
    if (!(error instanceof Unavailable) || tries === 1) throw error;
    return await patiently(library, request, tries - 1);
  }
}
