import { parseIdentifier, sameIdentifier, type Identifier } from "../domain/identifier.ts";
import type { Paper, PaperId } from "../domain/paper.ts";
import type { Appearance, Sighting } from "../domain/sighting.ts";
import type { SourceId } from "../domain/source-id.ts";
import type { KeptFacts, KeptSighting, PaperFile, PaperWrite } from "../store/ingest-transaction.ts";
import type { PaperKey } from "../store/store.ts";
import { compose } from "./compose.ts";
import { paperEvents } from "./paper-events.ts";
import { isMadeUp, nameAgain, paperName } from "./paper-name.ts";
import { keysOf } from "./record-keys.ts";
import { arxivIdsContradict, contradict, sameWork, strengthOf, type Ground } from "./same-work.ts";

export const recordKey = (source: SourceId, sourceKey: string): string => `${source} ${sourceKey}`;

/** The facts to keep of a sighting: its own, and the damaged id it came with. */
export function factsOf({ facts, damagedArxivId }: Sighting): KeptFacts {
  return damagedArxivId === undefined ? facts : { ...facts, damagedArxivId };
}

/** A source that deletes a record sends its bare id: what it had said of the paper before stays, as withdrawn. */
function keepAfterDeletion(before: KeptFacts, now: KeptFacts): KeptFacts {
  const isTombstone = now.withdrawal !== undefined && now.isTitleProvisional === true;
  return isTombstone ? { ...before, withdrawal: now.withdrawal } : now;
}

/** What became of one sighting. */
export type Fate = "new-paper" | "new-sighting" | "changed" | "unchanged";

/** A paper while a batch is being worked on: its file as stored, and what the batch adds. */
export class Draft {
  readonly file: PaperFile;
  /** The identifier that the paper is called by here. It stays the paper's even when no record gives it any more. */
  readonly ownIdentifier: Identifier | undefined;
  readonly #sightings = new Map<string, KeptSighting>();
  readonly #changed = new Map<string, KeptSighting>();
  readonly #appearances: (Appearance & { source: SourceId })[] = [];
  readonly #absorbed: PaperFile[] = [];

  constructor(file: PaperFile) {
    this.file = file;
    this.ownIdentifier = file.key === undefined ? undefined : parseIdentifier(file.name);
    for (const sighting of file.sightings)
      this.#sightings.set(recordKey(sighting.source, sighting.sourceKey), sighting);
  }

  static for(sighting: Sighting, now: number): Draft {
    return new Draft({
      key: undefined,
      name: paperName(sighting.facts.identifiers, sighting),
      createdAt: now,
      sightings: [],
    });
  }

  get sightings(): readonly KeptSighting[] {
    return [...this.#sightings.values()];
  }

  get identifiers(): readonly Identifier[] {
    const { ownIdentifier } = this;
    const given = this.sightings.flatMap(({ facts }) => facts.identifiers);
    return ownIdentifier ? [ownIdentifier, ...given] : given;
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

  /** Whether any record has this title. */
  isTitled(key: string): boolean {
    return key !== "" && this.sightings.some(({ facts }) => keysOf(facts).title === key);
  }

  /** Whether any record of this paper speaks against any of the other's; under a shared identifier only arXiv ids do. */
  contradicts(other: Draft, ground: Ground): boolean {
    if (ground === "identifier") return arxivIdsContradict(this, other);
    const [ours, theirs] = [this, other].map(({ identifiers, sightings }) =>
      sightings.map(({ facts }) => ({ ...facts, identifiers })),
    );
    return (ours ?? []).some((a) => (theirs ?? []).some((b) => contradict(a, b)));
  }

  take(sighting: Sighting, now: number): Fate {
    const key = recordKey(sighting.source, sighting.sourceKey);
    const known = this.#sightings.get(key);
    const isFirst = this.#sightings.size === 0;
    const facts = known ? keepAfterDeletion(known.facts, factsOf(sighting)) : factsOf(sighting);
    if (known && JSON.stringify(known.facts) === JSON.stringify(facts)) return "unchanged";
    const { source, sourceKey, record } = sighting;
    for (const appearance of sighting.appearances) this.#appearances.push({ ...appearance, source });
    const kept = { source, sourceKey, facts, record, firstSeenAt: known?.firstSeenAt ?? now, changedAt: now };
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

  /** What to write of it, under the first name that is free. */
  toWrite(now: number, isFree: (name: PaperId) => boolean): PaperWrite {
    const { file, sightings } = this;
    const name = this.#chooseName(isFree);
    const paper = compose(name, sightings);
    const keys = this.#keysOf(paper);
    const isStored = file.key !== undefined;
    const mergers = this.#absorbed.map((other) => ({ kind: "merged" as const, at: now, detail: other.name }));
    const former = [file.name, ...this.#absorbed.map((other) => other.name)];
    return {
      file,
      paper,
      ...keys,
      otherTitleKeys: this.#titleKeysBesides(keys.titleKey),
      lostIdentifiers: this.#lostIdentifiers(paper),
      formerNames: [...new Set(former)].filter((other) => other !== name && (isStored || other !== file.name)),
      changedSightings: [...this.#changed.values()],
      appearances: this.#appearances,
      events: isStored ? [...paperEvents(compose(file.name, file.sightings), paper, now), ...mergers] : mergers,
      absorbs: this.#absorbed.flatMap(({ key }): PaperKey[] => (key === undefined ? [] : [key])),
    };
  }

  /** Mostly one of its records says just what the paper says, and its keys are known. */
  #keysOf(paper: Paper): { titleKey: string; abstractKey: string | undefined } {
    const told = this.sightings.find(
      ({ facts }) =>
        facts.title === paper.title && facts.abstract === paper.abstract && facts.isTitleProvisional !== true,
    );
    const { title, abstract } = keysOf(told?.facts ?? { ...paper, isTitleProvisional: undefined });
    return { titleKey: title, abstractKey: abstract };
  }

  #titleKeysBesides(own: string): readonly string[] {
    const keys = new Set(this.sightings.map(({ facts }) => keysOf(facts).title));
    return [...keys].filter((key) => key !== "" && key !== own);
  }

  /** Identifiers that a record gave once and none gives now: mostly a DOI that was mistyped and mended. */
  #lostIdentifiers({ identifiers }: Paper): readonly Identifier[] {
    const held = this.ownIdentifier ? [...identifiers, this.ownIdentifier] : identifiers;
    const before = this.file.sightings.flatMap(({ facts }) => facts.identifiers);
    return before.filter((identifier) => !held.some((other) => sameIdentifier(identifier, other)));
  }

  /** A name made up for want of an identifier gives way to one from an identifier; else the name stays. */
  #chooseName(isFree: (name: PaperId) => boolean): PaperId {
    const { identifiers, file, sightings } = this;
    const best = sightings[0] ? paperName(identifiers, sightings[0]) : file.name;
    if (!isMadeUp(best) && isFree(best)) return best;
    let name = file.name;
    while (!isFree(name)) name = nameAgain(name);
    return name;
  }
}
