import { formatIdentifier } from "../domain/identifier.ts";
import type { Sighting } from "../domain/sighting.ts";
import { factsOf, recordKey, type Draft } from "./draft.ts";
import { keysOf } from "./record-keys.ts";

/** Finds the papers of a batch that a sighting may belong to. A paper that was merged away may be among them. */
export class DraftIndex {
  readonly #byKey = new Map<string, Set<Draft>>();
  readonly #byRecord = new Map<string, Draft>();

  add(draft: Draft): void {
    if (draft.ownIdentifier) this.#place(`id ${formatIdentifier(draft.ownIdentifier)}`, draft);
    for (const { source, sourceKey, facts } of draft.sightings) {
      this.#byRecord.set(recordKey(source, sourceKey), draft);
      for (const key of keysOf(facts).all) this.#place(key, draft);
    }
  }

  #place(key: string, draft: Draft): void {
    const drafts = this.#byKey.get(key);
    if (drafts) drafts.add(draft);
    else this.#byKey.set(key, new Set([draft]));
  }

  ofRecord({ source, sourceKey }: Sighting): Draft | undefined {
    return this.#byRecord.get(recordKey(source, sourceKey));
  }

  near(sighting: Sighting): readonly Draft[] {
    return keysOf(factsOf(sighting)).all.flatMap((key) => [...(this.#byKey.get(key) ?? [])]);
  }
}
