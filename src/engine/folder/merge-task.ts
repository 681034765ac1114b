import type { Schema } from "../schema.ts";

/** A merge as the merging thread is told of it. */
export interface MergeTask {
  readonly folder: string;
  readonly schema: Schema;
  /** How the merged file shall be called. */
  readonly name: string;
  readonly averageLengths: readonly number[];
  readonly parts: readonly { readonly file: string; readonly deleted: Uint8Array | undefined }[];
}
