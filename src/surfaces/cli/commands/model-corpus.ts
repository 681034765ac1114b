import { createGunzip } from "node:zlib";
import { pipeline } from "node:stream/promises";
import { PassThrough, Readable } from "node:stream";
import { titleKey } from "../../../domain/title-key.ts";
import type { TrainingPaper } from "../../../inference/train-model.ts";
import { UserError } from "../../../lib/errors.ts";
import { readBytesOf, type ListingFile } from "../listing-files.ts";
import type { Session } from "../session.ts";

interface ReadOptions {
  readonly session: Session;
  /** Told how many bytes of all files have been read. */
  readonly onRead?: (bytes: number) => void;
}

/** Title keys of all records in files of JSON lines. */
export async function readTitleKeys(files: readonly ListingFile[], { session }: ReadOptions): Promise<Set<string>> {
  const keys = new Set<string>();
  for (const file of files) for await (const record of recordsOf(file, session)) keys.add(titleKey(record.title));
  return keys;
}

export interface CorpusTally {
  /** Records whose titles were to be left out. */
  excluded: number;
  /** Records with the title of an earlier one. */
  doubled: number;
}

/** Papers of files of JSON lines, each title once, without those in `excludedKeys`; `tally` counts what is left out. */
export async function* readCorpus(
  files: readonly ListingFile[],
  excludedKeys: ReadonlySet<string>,
  tally: CorpusTally,
  { session, onRead }: ReadOptions,
): AsyncGenerator<TrainingPaper> {
  const seen = new Set<string>();
  let earlierBytes = 0;
  for (const file of files) {
    for await (const paper of recordsOf(file, session, (bytes) => onRead?.(earlierBytes + bytes))) {
      if (paper.abstract === "") continue;
      const key = titleKey(paper.title);
      if (excludedKeys.has(key)) tally.excluded += 1;
      else if (seen.has(key)) tally.doubled += 1;
      else {
        seen.add(key);
        yield paper;
      }
    }
    earlierBytes += file.sizeBytes ?? 0;
  }
}

async function* recordsOf(
  file: ListingFile,
  { setup, signal }: Session,
  onRead: (bytes: number) => void = () => undefined,
): AsyncGenerator<TrainingPaper> {
  const bytes = readBytesOf(file, { standardInput: setup.streams.in, signal, onRead });
  for await (const line of linesOf(unzipped(bytes), file.name)) {
    const record = parseRecord(line);
    if (record) yield record;
  }
}

/** Bytes as they are, or what was packed with gzip. */
async function* unzipped(bytes: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const first = await bytes.next();
  if (first.done === true) return;
  const all = (async function* () {
    yield first.value;
    yield* bytes;
  })();
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield* all;
    return;
  }
  const out = new PassThrough();
  const unpacking = pipeline(Readable.from(all), createGunzip(), out);
  // Whoever reads `out` hears of the failure; this only keeps it from counting as unheard.
  unpacking.catch(() => undefined);
  yield* out as AsyncIterable<Uint8Array>;
  await unpacking;
}

const MOST_LINE_CHARACTERS = 4_000_000;

async function* linesOf(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > MOST_LINE_CHARACTERS)
      throw new UserError(
        "invalid",
        `${name} has no lines; write one JSON object with a title and an abstract a line.`,
      );
    yield* lines;
  }
  yield rest;
}

/** Undefined for a line that is no record with a title. */
function parseRecord(line: string): TrainingPaper | undefined {
  try {
    const { title, abstract } = JSON.parse(line) as { title?: unknown; abstract?: unknown };
    if (typeof title !== "string" || title.trim() === "") return undefined;
    return { title, abstract: typeof abstract === "string" ? abstract : "" };
  } catch {
    return undefined;
  }
}
