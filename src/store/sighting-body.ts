import { zstdCompressSync, zstdDecompressSync, constants } from "node:zlib";
import type { KeptFacts } from "./ingest-transaction.ts";

const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/**
 * A sighting's body on disk: its facts and the upstream record they were read from, as one JSON array in one zstd frame.
 * Both hold the abstract; together the second copy costs next to nothing.
 */
export function packBody(facts: KeptFacts, recordText: string): Uint8Array {
  return zstdCompressSync(JSON.stringify([facts, recordText]), FAST);
}

export function unpackBody(body: Uint8Array): { facts: KeptFacts; recordText: string } {
  const [facts, recordText] = JSON.parse(zstdDecompressSync(body).toString("utf8")) as [KeptFacts, string];
  return { facts, recordText };
}
