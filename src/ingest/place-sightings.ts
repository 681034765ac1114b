import type { Sighting } from "../domain/sighting.ts";
import { repairsOfArxivId } from "../domain/identifier.ts";
import type { PaperId } from "../domain/paper.ts";
import type { CandidateQuery, PaperFile, PaperWrite } from "../store/ingest-transaction.ts";
import { DraftIndex } from "./draft-index.ts";
import { Draft, factsOf, type Fate } from "./draft.ts";
import { paperName } from "./paper-name.ts";
import { keysOf } from "./record-keys.ts";
import { strengthOf } from "./same-work.ts";

/** What a batch of sightings comes to. */
export interface Placement {
  readonly writes: readonly PaperWrite[];
  /** For each sighting, in order: what became of it, and which write its paper is; none when nothing changed. */
  readonly placed: readonly { readonly fate: Fate; readonly file: PaperFile; readonly write: number | undefined }[];
}

/** What to ask the store before placing these sightings. */
export function candidateQuery(sightings: readonly Sighting[]): CandidateQuery {
  const damaged = sightings.flatMap(({ damagedArxivId }) =>
    damagedArxivId === undefined ? [] : repairsOfArxivId(damagedArxivId),
  );
  const identifiers = sightings.flatMap(({ facts }) => facts.identifiers).filter(({ scheme }) => scheme !== "url");
  return {
    names: sightings.map((sighting) => paperName(sighting.facts.identifiers, sighting)),
    identifiers: [...identifiers, ...damaged.map((value) => ({ scheme: "arxiv" as const, value }))],
    titleKeys: sightings.map(({ facts }) => keysOf(facts).title).filter((key) => key !== ""),
    abstractKeys: sightings.flatMap(({ facts }) => keysOf(facts).abstract ?? []),
    sourceKeys: sightings.map(({ source, sourceKey }) => ({ source, sourceKey })),
  };
}

/**
 * Decides for each sighting which paper it is of: the one that has the same record already, else the one with the
 * strongest ground, else a new one. Papers that a sighting shows to be one work are merged into the older.
 */
export function placeSightings(
  sightings: readonly Sighting[],
  candidates: readonly PaperFile[],
  now: number,
): Placement {
  const index = new DraftIndex();
  const merged = new Map<Draft, Draft>();
  const drafts = candidates.map((file) => new Draft(file));
  for (const draft of drafts) index.add(draft);
  const placed = sightings.map((sighting) => {
    const draft = findHome(sighting, index, merged) ?? Draft.for(sighting, now);
    const fate = draft.take(sighting, now);
    if (fate === "new-paper") drafts.push(draft);
    if (fate !== "unchanged") index.add(draft);
    return { fate, draft };
  });
  const changed = drafts.filter((draft) => draft.isChanged && !merged.has(draft));
  const position = new Map(changed.map((draft, number) => [draft, number]));
  return {
    writes: toWrites(
      drafts.filter((draft) => !merged.has(draft)),
      changed,
      now,
    ),
    placed: placed.map(({ fate, draft }) => {
      const home = survivor(draft, merged);
      return { fate, file: home.file, write: position.get(home) };
    }),
  };
}

/** Each name is given once: a paper keeps its own, and one that comes later is called otherwise. */
function toWrites(drafts: readonly Draft[], changed: readonly Draft[], now: number): readonly PaperWrite[] {
  const bearers = new Map<PaperId, Draft>();
  for (const draft of drafts) if (draft.file.key !== undefined) bearers.set(draft.file.name, draft);
  return changed.map((draft) => {
    const write = draft.toWrite(now, (name) => (bearers.get(name) ?? draft) === draft);
    bearers.set(write.paper.id, draft);
    return write;
  });
}

function survivor(draft: Draft, merged: ReadonlyMap<Draft, Draft>): Draft {
  let current = draft;
  for (let next = merged.get(current); next !== undefined; next = merged.get(current)) current = next;
  return current;
}

function findHome(sighting: Sighting, index: DraftIndex, merged: Map<Draft, Draft>): Draft | undefined {
  const recorded = index.ofRecord(sighting);
  const near = new Set(index.near(sighting).map((draft) => survivor(draft, merged)));
  const { title } = keysOf(factsOf(sighting));
  const matches = [...near].flatMap((draft) => {
    const ground = draft.groundFor(sighting);
    return ground ? [{ draft, ground, isTitled: draft.isTitled(title) }] : [];
  });
  matches.sort(
    (a, b) =>
      strengthOf(b.ground) - strengthOf(a.ground) || Number(b.isTitled) - Number(a.isTitled) || byAge(a.draft, b.draft),
  );
  const best = recorded ? survivor(recorded, merged) : matches[0]?.draft;
  if (!best) return undefined;
  // A record that is of both this and that paper shows them to be one, unless something speaks against it.
  const same = [best];
  for (const { draft, ground } of matches) {
    if (draft !== best && !same.some((one) => one.contradicts(draft, ground))) same.push(draft);
  }
  return merge(same.sort(byAge), merged);
}

/** Stored papers before new ones, older before newer. */
function byAge(a: Draft, b: Draft): number {
  return (a.file.key ?? Number.MAX_SAFE_INTEGER) - (b.file.key ?? Number.MAX_SAFE_INTEGER);
}

function merge([home, ...others]: readonly Draft[], merged: Map<Draft, Draft>): Draft | undefined {
  for (const other of others) {
    home?.absorb(other);
    if (home) merged.set(other, home);
  }
  return home;
}
