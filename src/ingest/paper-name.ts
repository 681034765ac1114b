import { createHash } from "node:crypto";
import { formatIdentifier, strongestIdentifier, type Identifier } from "../domain/identifier.ts";
import type { PaperId } from "../domain/paper.ts";

const NAME_BYTES = 8;

/**
 * What a paper is called in our addresses: its strongest identifier. One without any is called after its first record,
 * so that reading the same record into an empty store gives the same name.
 */
export function paperName(identifiers: readonly Identifier[], firstRecord: { source: string; sourceKey: string }): PaperId {
  const strongest = strongestIdentifier(identifiers);
  if (strongest) return formatIdentifier(strongest) as PaperId;
  const digest = createHash("sha256").update(`${firstRecord.source} ${firstRecord.sourceKey}`).digest();
  return `p-${digest.subarray(0, NAME_BYTES).toString("hex")}` as PaperId;
}
