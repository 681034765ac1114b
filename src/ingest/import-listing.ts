import { hash } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import type { Clock } from "../lib/clock.ts";
import type { Problem } from "../lib/parsed.ts";
import type { Sighting } from "../domain/sighting.ts";
import { openListing, type ListingBatch, type ReadListing } from "../sources/listing.ts";
import type { IngestTransaction } from "../store/ingest-transaction.ts";
import type { Store } from "../store/store.ts";
import type { Fate } from "./draft.ts";
import { placeSightings, candidateQuery } from "./place-sightings.ts";
import { saveSightings } from "./save-sightings.ts";

interface ImportDeps {
  readonly store: Store;
  readonly clock: Clock;
}

export interface ImportTally {
  readonly found: number;
  readonly added: number;
  readonly known: number;
}

export interface SaveOptions {
  /** What the listing is called: a file's name, or what a reader wrote. */
  readonly name: string;
  readonly signal?: AbortSignal | undefined;
  /** Papers saved in one transaction: more are quicker, fewer hold up less. */
  readonly portion?: number | undefined;
  /** Told after each saved portion. */
  readonly onProgress?: ((tally: ImportTally) => void) | undefined;
}

export interface ImportOptions extends SaveOptions {
  /** A hint at the format, where it is not the name. */
  readonly fileName?: string | undefined;
}

export interface ImportReport extends ImportTally {
  readonly listingId: number | undefined;
  readonly format: string;
  readonly formatName: string;
  readonly problems: readonly Problem[];
}

export interface ListingPreview extends ImportTally {
  readonly format: string;
  readonly formatName: string;
  readonly problems: readonly Problem[];
  readonly papers: readonly PreviewedPaper[];
}

export interface PreviewedPaper {
  readonly title: string;
  readonly authors: readonly string[];
  readonly isKnown: boolean;
}

/** Problems reported of one listing; a file of noise has millions. */
const PROBLEMS_KEPT = 1_000;

/** First entries by which a listing is known again. */
const TELLING_ENTRIES = 100;

/** Says what saving a listing would do, without doing it. Papers that stand in the store, or earlier in the listing, are known. */
export async function previewListing({ store, clock }: ImportDeps, listing: ReadListing): Promise<ListingPreview> {
  const sightings = listing.entries.map(({ sighting }) => sighting);
  const papers: PreviewedPaper[] = [];
  const seen = new Set<string>();
  for (let start = 0; start < sightings.length; start += PORTION) {
    const portion = sightings.slice(start, start + PORTION);
    papers.push(...(await previewPortion({ store, clock }, portion, seen)));
    await turn();
  }
  const known = papers.filter(({ isKnown }) => isKnown).length;
  return {
    format: listing.format,
    formatName: listing.name,
    found: papers.length,
    added: papers.length - known,
    known,
    problems: listing.problems,
    papers,
  };
}

/** `seen` carries the keys from portion to portion. */
async function previewPortion(
  { store, clock }: ImportDeps,
  sightings: readonly Sighting[],
  seen: Set<string>,
): Promise<readonly PreviewedPaper[]> {
  const candidates = await store.findCandidates(candidateQuery(sightings));
  const { placed } = placeSightings(sightings, candidates, clock.now());
  return sightings.map(({ facts, sourceKey }, index) => {
    const isKnown = placed[index]?.fate !== "new-paper" || seen.has(sourceKey);
    seen.add(sourceKey);
    return { title: facts.title, authors: facts.authors?.map((author) => author.name) ?? [], isKnown };
  });
}

/** Reads a listing and saves it meanwhile, however large it is. Otherwise as `saveListing`. */
export async function importListing(
  deps: ImportDeps,
  chunks: AsyncIterable<Uint8Array>,
  options: ImportOptions,
): Promise<ImportReport> {
  const listing = await openListing(chunks, { fileName: options.fileName ?? options.name });
  return await saveBatches(deps, listing, options);
}

/**
 * Saves a listing in portions, each in one transaction. A crash loses nothing that was reported; saving the same
 * listing again goes on where it stopped and doubles nothing.
 */
export async function saveListing(deps: ImportDeps, listing: ReadListing, options: SaveOptions): Promise<ImportReport> {
  return await saveBatches(deps, { ...listing, batches: [listing] }, options);
}

interface ListingInBatches {
  readonly format: string;
  readonly name: string;
  readonly batches: Iterable<ListingBatch> | AsyncIterable<ListingBatch>;
}

async function saveBatches(deps: ImportDeps, listing: ListingInBatches, options: SaveOptions): Promise<ImportReport> {
  const head = { format: listing.format, formatName: listing.name };
  const problems: Problem[] = [];
  let tally: ImportTally = { found: 0, added: 0, known: 0 };
  let listingId: number | undefined;
  for await (const sightings of portions(listing.batches, options.portion ?? PORTION, problems)) {
    options.signal?.throwIfAborted();
    ({ listingId, tally } = await savePortion(
      deps,
      { sightings, name: options.name, format: listing.format, problems },
      listingId,
      tally,
    ));
    options.onProgress?.(tally);
    await turn();
  }
  const id = listingId;
  // Problems found after the last paper belong to the listing too.
  if (id !== undefined && problems.length > 0)
    await deps.store.ingest(
      async (transaction) => await transaction.tallyListing(id, { found: tally.found, addedNow: 0, problems }),
    );
  return { ...head, ...tally, listingId, problems };
}

/** Short enough for a server to go on serving between two. */
const PORTION = 200;

/** Batches have the size that suits their format; a transaction takes the same number from each. Problems are set aside. */
async function* portions(
  batches: ListingInBatches["batches"],
  size: number,
  problems: Problem[],
): AsyncIterable<readonly Sighting[]> {
  let waiting: Sighting[] = [];
  for await (const batch of batches) {
    problems.push(...batch.problems.slice(0, PROBLEMS_KEPT - problems.length));
    waiting.push(...batch.entries.map(({ sighting }) => sighting));
    for (; waiting.length >= size; waiting = waiting.slice(size)) yield waiting.slice(0, size);
  }
  if (waiting.length > 0) yield waiting;
}

interface Portion {
  readonly sightings: readonly Sighting[];
  readonly name: string;
  readonly format: string;
  readonly problems: readonly Problem[];
}

async function savePortion(
  { store, clock }: ImportDeps,
  { sightings, name, format, problems }: Portion,
  known: number | undefined,
  before: ImportTally,
): Promise<{ listingId: number; tally: ImportTally }> {
  return await store.ingest(async (transaction) => {
    const now = clock.now();
    const listingId = known ?? (await openInStore(transaction, { name, format, sightings, now }));
    const saved = await saveSightings(transaction, sightings, now);
    const items = saved.map(({ key }, index) => ({ position: before.found + index, key }));
    await transaction.addListingItems(listingId, items);
    const tally = addFates(
      before,
      saved.map(({ fate }) => fate),
    );
    await transaction.tallyListing(listingId, { found: tally.found, addedNow: tally.added - before.added, problems });
    return { listingId, tally };
  });
}

function addFates(before: ImportTally, fates: readonly Fate[]): ImportTally {
  const added = fates.filter((fate) => fate === "new-paper").length;
  return {
    found: before.found + fates.length,
    added: before.added + added,
    known: before.known + fates.length - added,
  };
}

interface NewListing {
  readonly name: string;
  readonly format: string;
  readonly sightings: readonly { readonly sourceKey: string }[];
  readonly now: number;
}

/** A file that has grown since it was brought is still the same listing. */
async function openInStore(
  transaction: IngestTransaction,
  { name, format, sightings, now }: NewListing,
): Promise<number> {
  const firstKeys = sightings.slice(0, TELLING_ENTRIES).map(({ sourceKey }) => sourceKey);
  const digest = hash("sha256", JSON.stringify([name, firstKeys]), "base64url");
  return await transaction.openListing({ digest, name, format, createdAt: now });
}
