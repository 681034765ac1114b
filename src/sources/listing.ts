import { decodeBytes } from "../lib/decode-bytes.ts";
import type { Problem } from "../lib/parsed.ts";
import { type Bytes, capped, gunzipped, lineBlocks, peeked } from "./listing/byte-blocks.ts";
import { readJsonLines } from "./listing/json.ts";
import type { ListingEntry } from "./listing/listing-entry.ts";
import { type ListingFormat, nameOfFormat } from "./listing/listing-format.ts";
import { gather } from "./listing/outcome.ts";
import { READERS } from "./listing/readers.ts";
import { recognise } from "./listing/recognise.ts";

export type { ListingEntry, ListingFormat };

export interface ListingOptions {
  /** A hint, for texts that do not show what they are. */
  readonly fileName?: string | undefined;
  /** How many bytes, uncompressed, are read at most. JSON Lines have no limit of their own; other formats end at 200 MB. */
  readonly maxBytes?: number | undefined;
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
const LARGEST_WHOLE = 200 * 1024 * 1024;

/** Reads a text that names papers, in whatever format it shows itself to be. Never throws; what is unreadable is a problem with its line. */
export async function readListing(text: string, { fileName }: ListingOptions = {}): Promise<ReadListing> {
  const plain = text.replace(/^\ufeff/, "");
  const format = recognise(plain, fileName);
  const { value: entries, problems } = await gather(READERS[format](plain));
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
 * other formats are one batch. Throws only what reading the bytes throws.
 */
export async function openListing(bytes: Bytes, options: ListingOptions = {}): Promise<OpenListing> {
  const told: Problem[] = [];
  const tell = (message: string): void => void told.push({ message });
  const inflated = gunzipped(bytes, tell);
  const plain = options.maxBytes === undefined ? inflated : capped(inflated, options.maxBytes, tell);
  const blocks = await peeked(lineBlocks(plain, LINES_IN_BATCH));
  const head = blocks.first ?? new Uint8Array();
  const format = recognise(decodeBytes(head).value, options.fileName);
  const isNarrow = !head.subarray(0, 4).includes(0) && head[0] !== 0xff && head[0] !== 0xfe;
  const batches =
    format === "jsonl" && isNarrow ? lineBatches(blocks.all, told) : wholeBatch(blocks.all, options, told);
  return { format, name: nameOfFormat(format), batches };
}

async function* lineBatches(blocks: Bytes, told: Problem[]): AsyncIterable<ListingBatch> {
  let line = 1;
  for await (const block of blocks) {
    const { value: text, problems } = decodeBytes(block);
    const { value: entries, problems: unread } = await gather(readJsonLines(text, line));
    yield { entries, problems: [...problems, ...unread, ...told.splice(0)] };
    line += LINES_IN_BATCH;
  }
  if (told.length > 0) yield { entries: [], problems: told };
}

async function* wholeBatch(blocks: Bytes, options: ListingOptions, told: Problem[]): AsyncIterable<ListingBatch> {
  const parts: Uint8Array[] = [];
  for await (const part of capped(blocks, LARGEST_WHOLE, (message) => told.push({ message }))) parts.push(part);
  const { value: text, problems } = decodeBytes(Buffer.concat(parts));
  const listing = await readListing(text, options);
  yield { entries: listing.entries, problems: [...told, ...problems, ...listing.problems] };
}
