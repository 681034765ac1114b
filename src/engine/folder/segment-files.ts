import { hash, randomBytes } from "node:crypto";

const SEGMENT_FILE = /^segment-[0-9a-f]+\.bin/;

/** Names are never given twice: who reads an old manifest finds its own files or none. */
export const segmentFileName = (): string => `segment-${randomBytes(8).toString("hex")}.bin`;

/** Also true for one whose writing was interrupted. */
export const isSegmentFile = (name: string): boolean => SEGMENT_FILE.test(name);

/** More than the header takes, in which the checksums of all sections stand. */
const TELLING_BYTES = 1_024;

/** The first bytes of a file of these parts. */
export function beginningOf(parts: readonly Uint8Array[]): Uint8Array {
  const beginning = new Uint8Array(TELLING_BYTES);
  let at = 0;
  for (const part of parts) {
    if (at >= TELLING_BYTES) break;
    beginning.set(part.subarray(0, TELLING_BYTES - at), at);
    at += part.length;
  }
  return beginning.subarray(0, at);
}

/** Tells a segment file from any other, by its beginning. */
export const fingerprintOf = (beginning: Uint8Array): string =>
  hash("sha256", beginning.subarray(0, TELLING_BYTES)).slice(0, 32);
