import { hash } from "node:crypto";
import { formatIdentifier, strongestIdentifier, type Identifier } from "../domain/identifier.ts";
import type { PaperId } from "../domain/paper.ts";

const NAME_LENGTH = 16;

/**
 * What a paper is called in our addresses: its strongest identifier. One without any is called after its first record,
 * so that reading the same record into an empty store gives the same name.
 */
export function paperName(identifiers: readonly Identifier[], firstRecord: { source: string; sourceKey: string }): PaperId {
  const strongest = strongestIdentifier(identifiers);
  if (strongest) return formatIdentifier(strongest) as PaperId;
  const digest = hash("sha256", `${firstRecord.source} ${firstRecord.sourceKey}`);
  return `p-${digest.slice(0, NAME_LENGTH)}` as PaperId;
}
