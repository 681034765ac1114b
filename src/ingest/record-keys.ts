import { formatIdentifier, repairsOfArxivId } from "../domain/identifier.ts";
import { abstractKey, titleKey } from "../domain/title-key.ts";
import type { KeptFacts } from "../store/ingest-transaction.ts";

/** The keys under which a record may meet its paper. */
export interface RecordKeys {
  /** Empty for a provisional title, which says nothing. */
  readonly title: string;
  readonly abstract: string | undefined;
  readonly all: readonly string[];
}

const known = new WeakMap<KeptFacts, RecordKeys>();

/** Computed once for each record: a batch asks for them many times. */
export function keysOf(facts: KeptFacts): RecordKeys {
  const before = known.get(facts);
  if (before) return before;
  const keys = computeKeys(facts);
  known.set(facts, keys);
  return keys;
}

function computeKeys(facts: KeptFacts): RecordKeys {
  const title = facts.isTitleProvisional === true ? "" : titleKey(facts.title);
  const abstract = facts.abstract === undefined ? undefined : abstractKey(facts.abstract);
  const all = [
    ...facts.identifiers
      .filter(({ scheme }) => scheme !== "url")
      .map((identifier) => `id ${formatIdentifier(identifier)}`),
    ...repairsOfArxivId(facts.damagedArxivId ?? "").map((id) => `id ${id}`),
    ...(title === "" ? [] : [`title ${title}`]),
    ...(abstract === undefined ? [] : [`abstract ${abstract}`]),
  ];
  return { title, abstract, all };
}
