import type { Clock } from "../lib/clock.ts";
import type { Sighting } from "../domain/sighting.ts";
import type { PaperFile } from "../store/ingest-transaction.ts";
import type { Store } from "../store/store.ts";
import { Draft } from "./draft.ts";
import { saveSightings } from "./save-sightings.ts";

interface SampleDeps {
  readonly store: Store;
  readonly clock: Clock;
}

/** Remembers that the sample was here or was taken away, so that it never comes back by itself. */
const NOTE = "sample";

/** Fills an empty store with the sample edition, once. Gives the number of papers it put there. */
export async function loadSampleOnce(
  { store, clock }: SampleDeps,
  readSample: () => Promise<readonly Sighting[]>,
): Promise<number> {
  if ((await store.papers.count()) > 0) return 0;
  const sightings = await readSample();
  return await store.ingest(async (transaction) => {
    if ((await transaction.readNote(NOTE)) !== undefined) return 0;
    await transaction.writeNote(NOTE, "loaded");
    const saved = await saveSightings(transaction, sightings, clock.now());
    return saved.filter(({ fate }) => fate === "new-paper").length;
  });
}

/** Puts the sample edition back after it was removed. Gives the number of papers that were not known. */
export async function addSample({ store, clock }: SampleDeps, sightings: readonly Sighting[]): Promise<number> {
  return await store.ingest(async (transaction) => {
    await transaction.writeNote(NOTE, "loaded");
    const saved = await saveSightings(transaction, sightings, clock.now());
    return saved.filter(({ fate }) => fate === "new-paper").length;
  });
}

/** Takes the sample edition away. Papers that a real source has brought too stay, without our summaries. */
export async function removeSample({ store, clock }: SampleDeps): Promise<{ removed: number; kept: number }> {
  return await store.ingest(async (transaction) => {
    await transaction.writeNote(NOTE, "removed");
    const files = await transaction.removeSource("sample");
    const [bare, seenElsewhere] = [files.filter(isBare), files.filter((file) => !isBare(file))];
    await transaction.removePapers(bare.flatMap(({ key }) => key ?? []));
    const now = clock.now();
    await transaction.save(
      seenElsewhere.map((file) => new Draft(file).toWrite(now, () => true)),
      now,
    );
    return { removed: bare.length, kept: seenElsewhere.length };
  });
}

const isBare = ({ sightings }: PaperFile): boolean => sightings.length === 0;
