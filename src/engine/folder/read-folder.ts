import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { messageOf } from "../../lib/errors.ts";
import type { Schema } from "../schema.ts";
import { readSegment } from "../segment/read-segment.ts";
import { fileIn } from "../segment/segment-memory.ts";
import { unpackBits } from "./deletions.ts";
import { fingerprintOf, isSegmentFile, readToMemory } from "./segment-files.ts";
import { HeldSegment } from "./held-segment.ts";
import { MANIFEST, parseManifest, type Manifest, type ManifestSegment } from "./manifest.ts";

export interface FolderState {
  readonly manifest: Manifest;
  readonly segments: readonly HeldSegment[];
}

/** `problem` says why the folder cannot be used; it is absent when nothing was ever written there. */
export type FolderReading = { readonly state: FolderState } | { readonly problem: string | undefined };

export interface FolderOptions {
  readonly folder: string;
  readonly schema: Schema;
  readonly making: string;
}

/** A writer may replace the manifest, and remove files, between two readings of ours. */
const MOST_TRIES = 5;

/** Reads the committed state of a folder. Segments in `held` are taken from there. */
export function readFolder(options: FolderOptions, held: ReadonlyMap<string, HeldSegment>): FolderReading {
  let text = readText(join(options.folder, MANIFEST));
  for (let attempt = 1; ; attempt += 1) {
    const reading = readState(options, text, held);
    const textNow = readText(join(options.folder, MANIFEST));
    if ("state" in reading || textNow === text || attempt === MOST_TRIES) return reading;
    text = textNow;
  }
}

function readState(
  options: FolderOptions,
  text: string | undefined,
  held: ReadonlyMap<string, HeldSegment>,
): FolderReading {
  if (text === undefined) return { problem: hasSegments(options.folder) ? "its manifest is missing" : undefined };
  const parsed = parseManifest(text, options.making);
  if ("problem" in parsed) return parsed;
  const segments: HeldSegment[] = [];
  for (const entry of parsed.manifest.segments) {
    const segment = readEntry(options, entry, held.get(entry.file));
    if (typeof segment === "string") return { problem: `${entry.file} ${segment}` };
    segments.push(segment);
  }
  return { state: { manifest: parsed.manifest, segments } };
}

/** The segment of an entry, or what is wrong with it. */
export function readEntry(
  { folder, schema }: FolderOptions,
  entry: ManifestSegment,
  held?: HeldSegment,
): HeldSegment | string {
  const deleted = entry.deleted === undefined ? undefined : unpackBits(entry.deleted, entry.documents);
  if (entry.deleted !== undefined && deleted === undefined) return "has a damaged list of deleted documents";
  const file = { name: entry.file, fingerprint: entry.fingerprint };
  if (held) return new HeldSegment(held.segment, file, deleted);
  try {
    const memory = readToMemory(join(folder, entry.file));
    if (memory.fileBytes !== entry.bytes) return `should have ${entry.bytes} bytes and has ${memory.fileBytes}`;
    if (fingerprintOf(fileIn(memory)) !== entry.fingerprint) return "is not the one that the manifest names";
    const segment = readSegment(memory, schema);
    if (segment.documentCount !== entry.documents) return "has another number of documents than the manifest says";
    return new HeldSegment(segment, file, deleted);
  } catch (error) {
    return `cannot be read: ${messageOf(error)}`;
  }
}

export const hasSegments = (folder: string): boolean => existsSync(folder) && readdirSync(folder).some(isSegmentFile);

/** Undefined when there is no such file. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
