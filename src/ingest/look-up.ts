import type { Clock } from "../lib/clock.ts";
import type { HttpClient } from "../lib/http-client.ts";
import type { Parsed } from "../lib/parsed.ts";
import type { ArxivLookup } from "../sources/arxiv.ts";
import type { Store, StoredPaper } from "../store/store.ts";
import { saveSightings } from "./save-sightings.ts";

interface LookUpDeps {
  readonly store: Store;
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly lookup: ArxivLookup;
}

/**
 * Asks arXiv for one paper by its id, in any spelling, and saves it. Without a paper, the problems say why. Throws
 * `Unavailable` when arXiv cannot be read.
 */
export async function lookUpPaper(
  { store, http, clock, lookup }: LookUpDeps,
  id: string,
  signal: AbortSignal,
): Promise<Parsed<StoredPaper | undefined>> {
  const { value: sightings, problems } = await lookup.lookUp({ http, signal }, [id]);
  const saved = await store.ingest(async (transaction) => await saveSightings(transaction, sightings, clock.now()));
  const [stored] = await store.papers.load(saved.map(({ key }) => key));
  return { value: stored, problems };
}
