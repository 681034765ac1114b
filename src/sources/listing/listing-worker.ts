import { serialize } from "node:v8";
import { parentPort, workerData } from "node:worker_threads";
import { UserError } from "../../lib/errors.ts";
import type { Problem } from "../../lib/parsed.ts";
import { type ListingLimits, openListing, type ReadListing } from "../listing.ts";
import type { ListingEntry } from "./listing-entry.ts";
import { MOST_PROBLEMS } from "./outcome.ts";
import { tooLarge } from "./too-large.ts";

/** What the thread is to read. */
export interface ListingTask {
  readonly bytes: Uint8Array;
  readonly fileName: string | undefined;
  readonly limits: ListingLimits;
}

/** A listing, its entries in portions in the form of `v8.serialize`; or why it is refused. */
export type ListingAnswer =
  | {
      readonly kind: "read";
      readonly listing: Omit<ReadListing, "entries">;
      readonly portions: readonly Uint8Array[];
    }
  | { readonly kind: "refused"; readonly error: Pick<UserError, "code" | "message"> };

/** Entries hold their own text, what was understood of it, and the head of their table. */
const MOST_GROWTH = 4;
/** Unpacked by the main thread within some milliseconds. */
const PORTION = 200;

async function answer({ bytes, fileName, limits }: ListingTask): Promise<ListingAnswer> {
  try {
    const { entries, ...listing } = await readWhole(bytes, fileName, limits);
    return { kind: "read", listing, portions: packed(entries, MOST_GROWTH * limits.maxBytes) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { kind: "refused", error: { code: error.code, message: error.message } };
  }
}

function packed(entries: readonly ListingEntry[], maxBytes: number): readonly Uint8Array[] {
  const portions: Uint8Array[] = [];
  let size = 0;
  for (let start = 0; start < entries.length; start += PORTION) {
    const portion = serialize(entries.slice(start, start + PORTION));
    size += portion.length;
    if (size > maxBytes) throw tooLarge("repeats or expands to too much text");
    portions.push(portion);
  }
  return portions;
}

async function readWhole(bytes: Uint8Array, fileName: string | undefined, limits: ListingLimits): Promise<ReadListing> {
  const { format, name, batches } = await openListing(once(bytes), { fileName, limits });
  const entries: ListingEntry[] = [];
  const problems: Problem[] = [];
  for await (const batch of batches) {
    for (const entry of batch.entries) entries.push(entry);
    problems.push(...batch.problems.slice(0, MOST_PROBLEMS - problems.length));
  }
  return { format, name, entries, problems };
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

parentPort?.postMessage(await answer(workerData as ListingTask));
