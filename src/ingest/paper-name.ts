import { hash } from "node:crypto";
import { formatIdentifier, strongestIdentifier, type Identifier } from "../domain/identifier.ts";
import type { PaperId } from "../domain/paper.ts";

const NAME_LENGTH = 16;

/**
 * What a paper is called in our addresses: its strongest identifier. One without any is called after its first record,
 * so that reading the same record into an empty store gives the same name.
 */
export function paperName(
  identifiers: readonly Identifier[],
  firstRecord: { source: string; sourceKey: string },
): PaperId {
  const strongest = strongestIdentifier(identifiers);
  if (strongest) return formatIdentifier(strongest) as PaperId;
  return makeUp(`${firstRecord.source} ${firstRecord.sourceKey}`);
}

/** Another name, for a paper whose own is another paper's: two works may go by one DOI, as chapters of a book do. */
export const nameAgain = (name: PaperId): PaperId => makeUp(name);

/** Whether a name says nothing outside Broadsheet. */
export const isMadeUp = (name: PaperId): boolean => name.startsWith("p-");

const makeUp = (text: string): PaperId => `p-${hash("sha256", text).slice(0, NAME_LENGTH)}` as PaperId;
