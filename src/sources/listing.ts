import { decodeBytes } from "../lib/decode-bytes.ts";
import type { Problem } from "../lib/parsed.ts";
import { formatNumber } from "../lib/words.ts";
import { type Bytes, capped, gunzipped, lineBlocks, peeked } from "./listing/byte-blocks.ts";
import { readJsonLines } from "./listing/json.ts";
import type { ListingEntry } from "./listing/listing-entry.ts";
import { type ListingFormat, nameOfFormat } from "./listing/listing-format.ts";
import { gather } from "./listing/outcome.ts";
import { READERS } from "./listing/readers.ts";
import { recognise } from "./listing/recognise.ts";
import { tooLarge } from "./listing/too-large.ts";

export type { ListingEntry, ListingFormat };

export interface ListingOptions {
  /** A hint, for texts that do not show what they are. */
  readonly fileName?: string | undefined;
  /** How many bytes, uncompressed, are read at most. JSON Lines have no limit of their own; other formats end at 200 MB. */
  readonly maxBytes?: number | undefined;
  /** A listing beyond these is refused. */
  readonly limits?: ListingLimits | undefined;
}

export interface ListingLimits {
  /** Bytes, uncompressed. */
  readonly maxBytes: number;
  /** Entries that stand twice count twice. */
  readonly maxEntries: number;
}

export interface ListingBatch {
  readonly entries: readonly ListingEntry[];
  readonly problems: readonly Problem[];
}

/** A listing as it was understood: what it is, what readers call that, its papers, and the lines that could not be used. */
export interface ReadListing extends ListingBatch {
  readonly format: ListingFormat;
  readonly name: string;
}

/** A listing whose form is known and whose papers are still to be read. */
export interface OpenListing {
  readonly format: ListingFormat;
  readonly name: string;
  readonly batches: AsyncIterable<ListingBatch>;
}

const LINES_IN_BATCH = 500;
const MEGABYTE = 1024 * 1024;
const LARGEST_WHOLE = 200 * MEGABYTE;

/** Reads a text that names papers, in whatever format it shows itself to be. Never throws; what is unreadable is a problem with its line. */
export async function readListing(text: string, { fileName }: ListingOptions = {}): Promise<ReadListing> {
  return await readText(text, fileName, () => {});
}

async function readText(text: string, fileName: string | undefined, onEntry: () => void): Promise<ReadListing> {
  const plain = text.replace(/^\ufeff/, "");
  const format = recognise(plain, fileName);
  const { value: entries, problems } = await gather(READERS[format](plain), onEntry);
  const name = nameOfFormat(format);
  const isSilent = entries.length === 0 && problems.length === 0;
  return {
    format,
    name,
    entries,
    problems: isSilent ? [{ message: `This is ${name}, but it names no paper.` }] : problems,
  };
}

/**
 * Reads a file that names papers, plain or gzipped. JSON Lines of any size come in batches of 500 lines, in flat memory;
 * other formats are one batch. Throws what reading the bytes throws, and `UserError` for a listing beyond `limits`.
 */
export async function openListing(bytes: Bytes, options: ListingOptions = {}): Promise<OpenListing> {
  const told: Problem[] = [];
  const tell = (message: string): void => void told.push({ message });
  const inflated = gunzipped(bytes, tell);
  const { fileName, maxBytes, limits } = options;
  const taken = limits ? capped(inflated, limits.maxBytes, () => refuseBytes(limits)) : inflated;
  const plain = maxBytes === undefined ? taken : capped(taken, maxBytes, tell);
  const blocks = await peeked(lineBlocks(plain, LINES_IN_BATCH));
  const head = blocks.first ?? new Uint8Array();
  const format = recognise(decodeBytes(head).value, fileName);
  const isNarrow = !head.subarray(0, 4).includes(0) && head[0] !== 0xff && head[0] !== 0xfe;
  const onEntry = entryCounter(limits);
  const batches =
    format === "jsonl" && isNarrow
      ? lineBatches(blocks.all, told, onEntry)
      : wholeBatch(blocks.all, told, async (text) => await readText(text, fileName, onEntry));
  return { format, name: nameOfFormat(format), batches };
}

function refuseBytes({ maxBytes }: ListingLimits): never {
  throw tooLarge(`is larger than ${formatNumber(maxBytes / MEGABYTE)} MB, unpacked`);
}

function entryCounter({ maxEntries }: Pick<ListingLimits, "maxEntries"> = { maxEntries: Infinity }): () => void {
  let entries = 0;
  return () => {
    entries += 1;
    if (entries > maxEntries) throw tooLarge(`has more than ${formatNumber(maxEntries)} entries`);
  };
}

async function* lineBatches(blocks: Bytes, told: Problem[], onEntry: () => void): AsyncIterable<ListingBatch> {
  let line = 1;
  for await (const block of blocks) {
    const { value: text, problems } = decodeBytes(block);
    const { value: entries, problems: unread } = await gather(readJsonLines(text, line), onEntry);
    yield { entries, problems: [...problems, ...unread, ...told.splice(0)] };
    line += LINES_IN_BATCH;
  }
  if (told.length > 0) yield { entries: [], problems: told };
}

async function* wholeBatch(
  blocks: Bytes,
  told: Problem[],
  read: (text: string) => Promise<ReadListing>,
): AsyncIterable<ListingBatch> {
  const parts: Uint8Array[] = [];
  for await (const part of capped(blocks, LARGEST_WHOLE, (message) => told.push({ message }))) parts.push(part);
  const { value: text, problems } = decodeBytes(Buffer.concat(parts));
  const listing = await read(text);
  // How a file that is no text was decoded tells nobody anything.
  const decoding = listing.format === "unknown" ? [] : problems;
  yield { entries: listing.entries, problems: [...told, ...decoding, ...listing.problems] };
}
