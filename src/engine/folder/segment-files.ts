import { hash, randomBytes } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { allotMemory, fileIn, type SegmentMemory } from "../segment/segment-memory.ts";

const SEGMENT_FILE = /^segment-[0-9a-f]+\.bin/;

/** Names are never given twice: who reads an old manifest finds its own files or none. */
export const segmentFileName = (): string => `segment-${randomBytes(8).toString("hex")}.bin`;

/** Also true for one whose writing was interrupted. */
export const isSegmentFile = (name: string): boolean => SEGMENT_FILE.test(name);

/** More than the header takes, in which the checksums of all sections stand. */
const TELLING_BYTES = 1_024;

/** Tells a segment file from any other, by its beginning. */
export const fingerprintOf = (file: Uint8Array): string => hash("sha256", file.slice(0, TELLING_BYTES)).slice(0, 32);

const MOST_READ_BYTES = 1 << 30;

/** Reads a file into memory of its own. Throws what the file system throws. */
export function readToMemory(path: string): SegmentMemory {
  const file = openSync(path, "r");
  try {
    const memory = allotMemory(fstatSync(file).size);
    const content = fileIn(memory);
    for (let at = 0, count = 1; at < content.length && count > 0; at += count)
      count = readSync(file, content, at, Math.min(content.length - at, MOST_READ_BYTES), at);
    return memory;
  } finally {
    closeSync(file);
  }
}
