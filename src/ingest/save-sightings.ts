import type { Sighting } from "../domain/sighting.ts";
import type { IngestTransaction } from "../store/ingest-transaction.ts";
import type { PaperKey } from "../store/store.ts";
import type { Fate } from "./draft.ts";
import { candidateQuery, placeSightings } from "./place-sightings.ts";

export interface SavedSighting {
  readonly fate: Fate;
  readonly key: PaperKey;
}

/** Saves a batch of sightings within a transaction; says of each what became of it and whose it is. */
export async function saveSightings(
  transaction: IngestTransaction,
  sightings: readonly Sighting[],
  now: number,
): Promise<readonly SavedSighting[]> {
  const candidates = await transaction.findCandidates(candidateQuery(sightings));
  const { writes, placed } = placeSightings(sightings, candidates, now);
  const keys = await transaction.save(writes, now);
  const saved = placed.map(({ fate, file, write }) => {
    const key = write === undefined ? file.key : keys[write];
    if (key === undefined) throw new Error("a saved sighting has no paper");
    return { fate, key };
  });
  const unchanged = sightings.flatMap((sighting, index) => {
    const { fate, key } = saved[index] ?? {};
    return fate === "unchanged" && key !== undefined ? [{ ...sighting, key }] : [];
  });
  await transaction.addAppearances(
    unchanged.flatMap(({ appearances, source, key }) =>
      appearances.map((appearance) => ({ ...appearance, source, key })),
    ),
  );
  return saved;
}
