import { hash } from "node:crypto";
import { type Schema, withoutVectors } from "../schema.ts";

/** How long the fields of a document are, in words, in the order of the schema; and over how many documents. */
export interface AverageLengths {
  readonly lengths: readonly number[];
  readonly documents: number;
}

export interface ManifestSegment {
  readonly file: string;
  readonly bytes: number;
  readonly fingerprint: string;
  readonly documents: number;
  /** See `packBits`; absent while no document is deleted. */
  readonly deleted?: string | undefined;
}

/** What an index consists of. Whoever holds one knows every file of a state that was committed. */
export interface Manifest {
  readonly position: number;
  readonly averages: AverageLengths | undefined;
  readonly segments: readonly ManifestSegment[];
}

export const MANIFEST = "manifest.json";

/** Raised whenever files of before would be read wrongly, or words are cut in another way. */
const FORMAT = 2;

/** What an index was made by and for; one made otherwise is not used. */
export const makingOf = (schema: Schema, madeFrom: string): string =>
  hash("sha256", JSON.stringify([FORMAT, withoutVectors(schema), madeFrom]));

export function formatManifest(manifest: Manifest, making: string): string {
  const checksum = hash("sha256", JSON.stringify(manifest));
  return `${JSON.stringify({ making, checksum, manifest }, undefined, 1)}\n`;
}

/** Reads a manifest; without one, `problem` says why it cannot be used. */
export function parseManifest(text: string, making: string): { manifest: Manifest } | { problem: string } {
  let file: { making?: unknown; checksum?: unknown; manifest?: unknown } | null;
  try {
    file = JSON.parse(text) as typeof file;
  } catch {
    return { problem: "its manifest is damaged" };
  }
  if (typeof file?.manifest !== "object" || file.checksum !== hash("sha256", JSON.stringify(file.manifest)))
    return { problem: "its manifest is damaged" };
  if (file.making !== making) return { problem: "it was made by another version or from another store" };
  return { manifest: file.manifest as Manifest };
}
