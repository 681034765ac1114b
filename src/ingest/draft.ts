import { strongestIdentifier, type Identifier } from "../domain/identifier.ts";
import type { Paper, PaperId } from "../domain/paper.ts";
import type { Appearance, Sighting } from "../domain/sighting.ts";
import type { SourceId } from "../domain/source-id.ts";
import type { KeptFacts, KeptSighting, PaperFile, PaperWrite } from "../store/ingest-transaction.ts";
import type { PaperKey } from "../store/store.ts";
import { compose } from "./compose.ts";
import { paperEvents } from "./paper-events.ts";
import { paperName } from "./paper-name.ts";
import { keysOf } from "./record-keys.ts";
import { contradict, sameWork, strengthOf, type Ground } from "./same-work.ts";

export const recordKey = (source: SourceId, sourceKey: string): string => `${source} ${sourceKey}`;

/** The facts to keep of a sighting: its own, and the damaged id it came with. */
export function factsOf({ facts, damagedArxivId }: Sighting): KeptFacts {
  return damagedArxivId === undefined ? facts : { ...facts, damagedArxivId };
}

/** What became of one sighting. */
export type Fate = "new-paper" | "new-sighting" | "changed" | "unchanged";

/** A paper while a batch is being worked on: its file as stored, and what the batch adds. */
export class Draft {
  readonly file: PaperFile;
  readonly #sightings = new Map<string, KeptSighting>();
  readonly #changed = new Map<string, KeptSighting>();
  readonly #appearances: (Appearance & { source: SourceId })[] = [];
  readonly #absorbed: PaperFile[] = [];

  constructor(file: PaperFile) {
    this.file = file;
    for (const sighting of file.sightings) this.#sightings.set(recordKey(sighting.source, sighting.sourceKey), sighting);
  }

  static for(sighting: Sighting, now: number): Draft {
    return new Draft({ key: undefined, name: paperName(sighting.facts.identifiers, sighting), createdAt: now, sightings: [] });
  }

  get sightings(): readonly KeptSighting[] {
    return [...this.#sightings.values()];
  }

  get identifiers(): readonly Identifier[] {
    return this.sightings.flatMap(({ facts }) => facts.identifiers);
  }

  get isChanged(): boolean {
    return this.#changed.size > 0 || this.#absorbed.length > 0;
  }

  /** The best reason to take the sighting for this paper, held against each record and all identifiers of the paper. */
  groundFor(sighting: Sighting): Ground | undefined {
    const { identifiers } = this;
    const claim = factsOf(sighting);
    const grounds = this.sightings.flatMap(({ facts }) => sameWork({ ...facts, identifiers }, claim) ?? []);
    return grounds.toSorted((a, b) => strengthOf(b) - strengthOf(a))[0];
  }

  /** Whether any record of this paper speaks against any of the other's. */
  contradicts(other: Draft): boolean {
    const [ours, theirs] = [this, other].map(({ identifiers, sightings }) => sightings.map(({ facts }) => ({ ...facts, identifiers })));
    return (ours ?? []).some((a) => (theirs ?? []).some((b) => contradict(a, b)));
  }

  take(sighting: Sighting, now: number): Fate {
    const key = recordKey(sighting.source, sighting.sourceKey);
    const known = this.#sightings.get(key);
    const isFirst = this.#sightings.size === 0;
    const facts = factsOf(sighting);
    if (known && JSON.stringify(known.facts) === JSON.stringify(facts)) return "unchanged";
    const { source, sourceKey, record } = sighting;
    for (const appearance of sighting.appearances) this.#appearances.push({ ...appearance, source });
    const kept = { source, sourceKey, facts, record, firstSeenAt: known?.firstSeenAt ?? now, lastSeenAt: now };
    this.#sightings.set(key, kept);
    this.#changed.set(key, kept);
    return known ? "changed" : isFirst ? "new-paper" : "new-sighting";
  }

  /** Takes over everything of a paper that turned out to be this one. */
  absorb(other: Draft): void {
    for (const [key, sighting] of other.#sightings) this.#sightings.set(key, sighting);
    for (const [key, sighting] of other.#changed) this.#changed.set(key, sighting);
    this.#appearances.push(...other.#appearances);
    this.#absorbed.push(other.file, ...other.#absorbed);
  }

  toWrite(now: number): PaperWrite {
    const { file, sightings } = this;
    const [first] = sightings;
    const name = first ? this.#bestName(first) : file.name;
    const paper = compose(name, sightings);
    const isStored = file.key !== undefined;
    const mergers = this.#absorbed.map((other) => ({ kind: "merged" as const, at: now, detail: other.name }));
    const former = [file.name, ...this.#absorbed.map((other) => other.name)];
    return {
      file,
      paper,
      ...this.#keysOf(paper),
      formerNames: [...new Set(former)].filter((other) => other !== name && (isStored || other !== file.name)),
      changedSightings: [...this.#changed.values()],
      appearances: this.#appearances,
      events: isStored ? [...paperEvents(compose(file.name, file.sightings), paper, now), ...mergers] : mergers,
      absorbs: this.#absorbed.flatMap(({ key }): PaperKey[] => (key === undefined ? [] : [key])),
    };
  }

  /** Mostly one of its records says just what the paper says, and its keys are known. */
  #keysOf(paper: Paper): { titleKey: string; abstractKey: string | undefined } {
    const told = this.sightings.find(({ facts }) => facts.title === paper.title && facts.abstract === paper.abstract && facts.isTitleProvisional !== true);
    const { title, abstract } = keysOf(told?.facts ?? { ...paper, isTitleProvisional: undefined });
    return { titleKey: title, abstractKey: abstract };
  }

  /** A name made up for want of an identifier gives way to one from an identifier; else the name stays. */
  #bestName(first: KeptSighting): PaperId {
    const { identifiers, file } = this;
    return strongestIdentifier(identifiers) ? paperName(identifiers, first) : file.name;
  }
}
