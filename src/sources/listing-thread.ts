import { setImmediate as turn } from "node:timers/promises";
import { deserialize } from "node:v8";
import { Worker } from "node:worker_threads";
import { UserError } from "../lib/errors.ts";
import type { ListingEntry, ReadListing } from "./listing.ts";
import type { ListingAnswer, ListingTask } from "./listing/listing-worker.ts";
import { tooLarge } from "./listing/too-large.ts";

export interface ThreadLimits {
  /** Bytes, uncompressed. */
  readonly maxBytes: number;
  /** Entries that stand twice count twice. */
  readonly maxEntries: number;
  readonly deadlineMs: number;
}

interface ThreadOptions extends ThreadLimits {
  /** A hint, for texts that do not show what they are. */
  readonly fileName?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

const HEAP_LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };
/** The same extension as this file: `.ts` from sources, `.js` when built. */
const WORKER = new URL(`listing/listing-worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);

/**
 * Reads a listing that a stranger may have sent, in a thread of its own that ends with the answer. Throws `UserError` when the
 * listing is larger than the limits, takes longer or needs more than 256 MB of memory, or when the signal stops it.
 */
export async function readListingInThread(bytes: Uint8Array, options: ThreadOptions): Promise<ReadListing> {
  const { fileName, maxBytes, maxEntries, deadlineMs, signal } = options;
  const stopped = (): UserError =>
    new UserError("invalid", "Reading the listing was stopped before its end.", { cause: signal?.reason });
  if (signal?.aborted === true) throw stopped();
  const task: ListingTask = { bytes, fileName, limits: { maxBytes, maxEntries } };
  const worker = new Worker(WORKER, { execArgv: [], env: {}, resourceLimits: HEAP_LIMITS, workerData: task });
  const { promise, resolve, reject } = Promise.withResolvers<ListingAnswer>();
  const stop = (): void => reject(stopped());
  const timer = setTimeout(
    () => reject(tooLarge(`takes longer than ${deadlineMs / 1000} seconds to read`)),
    deadlineMs,
  );
  signal?.addEventListener("abort", stop, { once: true });
  worker.once("message", resolve);
  worker.once("error", (error) => reject(failureOf(error)));
  worker.once("exit", () => reject(new Error("The thread that reads listings ended without an answer.")));
  try {
    return await listingOf(await promise);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
    await worker.terminate();
  }
}

/** Others are served between two portions. */
async function listingOf(answer: ListingAnswer): Promise<ReadListing> {
  if (answer.kind === "refused") throw new UserError(answer.error.code, answer.error.message);
  const entries: ListingEntry[] = [];
  for (const portion of answer.portions) {
    entries.push(...(deserialize(portion) as ListingEntry[]));
    await turn();
  }
  return { ...answer.listing, entries };
}

function failureOf(error: unknown): Error {
  const isOutOfMemory = error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
  if (isOutOfMemory) {
    return tooLarge(`needs more than ${HEAP_LIMITS.maxOldGenerationSizeMb} MB of memory to read`, { cause: error });
  }
  return new Error("The thread that reads listings failed.", { cause: error });
}
