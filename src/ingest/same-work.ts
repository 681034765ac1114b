import { repairsOfArxivId, sameIdentifier, type Identifier } from "../domain/identifier.ts";
import type { Author } from "../domain/paper.ts";
import { titleKey, wordCount, wordOverlap } from "../domain/title-key.ts";
import type { KeptFacts } from "../store/ingest-transaction.ts";
import { keysOf } from "./record-keys.ts";

/** How sure it is that two records mean one work; the strongest ground decides between several candidates. */
export type Ground = "identifier" | "repaired-identifier" | "abstract" | "title-and-authors" | "title";

const STRENGTH: Record<Ground, number> = {
  identifier: 5,
  "repaired-identifier": 4,
  abstract: 3,
  "title-and-authors": 2,
  title: 1,
};
export const strengthOf = (ground: Ground): number => STRENGTH[ground];

/** Shorter titles ("Deep Learning", "A Reply") are borne by many works. */
const TELLING_WORDS = 4;
/** Below this share of common words two abstracts are of different works (measured: versions of one stay above .8). */
const SAME_ABSTRACT = 0.5;
/** A preprint and its publication are often a year apart, seldom more than two. */
const YEARS_APART = 2;

type Evidence = Pick<
  KeptFacts,
  "identifiers" | "title" | "isTitleProvisional" | "abstract" | "authors" | "published" | "damagedArxivId"
>;

/** Why two records are of one work; undefined when nothing says so or something speaks against it. */
export function sameWork(a: Evidence, b: Evidence): Ground | undefined {
  if (arxivIdsContradict(a, b)) return undefined;
  const shared = a.identifiers.filter(
    (identifier) => isTelling(identifier) && b.identifiers.some((other) => sameIdentifier(identifier, other)),
  );
  const isSharedByArxiv = shared.some(({ scheme }) => scheme === "arxiv");
  if (shared.length > 0) return isSharedByArxiv || !areStrangers(a, b) ? "identifier" : undefined;
  const hasSameTitle = haveSameTitle(a, b);
  if (hasSameTitle && (repairs(a, b) || repairs(b, a))) return "repaired-identifier";
  if (hasSameAbstract(a, b) && (hasSameTitle || a.isTitleProvisional === true || b.isTitleProvisional === true))
    return "abstract";
  if (yearsContradict(a, b) || abstractsContradict(a, b)) return undefined;
  return hasSameTitle ? sameTitleGround(a, b) : undefined;
}

/** Whether something speaks against two records being of one work, whatever they share. */
export function contradict(a: Evidence, b: Evidence): boolean {
  return haveOtherAuthors(a, b) || arxivIdsContradict(a, b) || yearsContradict(a, b) || abstractsContradict(a, b);
}

/** A DOI may be that of whole proceedings: records that share neither title nor first author with it are of two works. */
function areStrangers(a: Evidence, b: Evidence): boolean {
  const haveTitles = keysOf(a).title !== "" && keysOf(b).title !== "";
  return haveTitles && !haveSameTitle(a, b) && haveOtherAuthors(a, b) && !hasSameAbstract(a, b);
}

function haveSameTitle(a: Evidence, b: Evidence): boolean {
  return keysOf(a).title !== "" && keysOf(a).title === keysOf(b).title;
}

function haveOtherAuthors(a: Evidence, b: Evidence): boolean {
  return hasAuthors(a) && hasAuthors(b) && !sharesFirstAuthor(a.authors ?? [], b.authors ?? []);
}

function sameTitleGround(a: Evidence, b: Evidence): Ground | undefined {
  const isTellingTitle = wordCount(keysOf(a).title) >= TELLING_WORDS;
  if (!hasAuthors(a) || !hasAuthors(b)) return isTellingTitle ? "title" : undefined;
  const [authorsA, authorsB] = [a.authors ?? [], b.authors ?? []];
  const areSame = isTellingTitle ? sharesFirstAuthor(authorsA, authorsB) : areSamePeople(authorsA, authorsB);
  return areSame ? "title-and-authors" : undefined;
}

/** A web address may be shared by a whole workshop; it never says which paper is meant. */
const isTelling = ({ scheme }: Identifier): boolean => scheme !== "url";
const hasAuthors = ({ authors }: Evidence): boolean => authors !== undefined && authors.length > 0;
const arxivIdsOf = ({ identifiers }: Pick<Evidence, "identifiers">): readonly string[] =>
  identifiers.filter(({ scheme }) => scheme === "arxiv").map(({ value }) => value);

/** arXiv gives a work one id for ever: two ids are two works ("Part I", "Part II"), whatever else they share. */
export function arxivIdsContradict(a: Pick<Evidence, "identifiers">, b: Pick<Evidence, "identifiers">): boolean {
  const [idsA, idsB] = [arxivIdsOf(a), arxivIdsOf(b)];
  return idsA.length > 0 && idsB.length > 0 && !idsA.some((id) => idsB.includes(id));
}

function repairs(damaged: Evidence, whole: Evidence): boolean {
  if (damaged.damagedArxivId === undefined) return false;
  const possible = repairsOfArxivId(damaged.damagedArxivId);
  return arxivIdsOf(whole).some((id) => possible.includes(id));
}

function yearsContradict(a: Evidence, b: Evidence): boolean {
  const [yearA, yearB] = [yearOf(a), yearOf(b)];
  return yearA !== undefined && yearB !== undefined && Math.abs(yearA - yearB) > YEARS_APART;
}

function yearOf({ published }: Evidence): number | undefined {
  const year = /^\d{4}/.exec(published ?? "")?.[0];
  return year === undefined ? undefined : Number(year);
}

function abstractsContradict(a: Evidence, b: Evidence): boolean {
  if (a.abstract === undefined || b.abstract === undefined) return false;
  return !hasSameAbstract(a, b) && wordOverlap(a.abstract, b.abstract) < SAME_ABSTRACT;
}

function hasSameAbstract(a: Evidence, b: Evidence): boolean {
  const key = keysOf(a).abstract;
  return key !== undefined && key === keysOf(b).abstract;
}

const NAME_SUFFIX = /^(?:jr|sr|ii|iii|iv|phd|md)$/;

/**
 * Names come as `Ada van Example`, `van Example, Ada` and `A. van Example Jr.`: the last word of the family name is what
 * they share.
 */
function familyName({ name }: Author): string {
  const family = name.includes(",") ? name.slice(0, name.indexOf(",")) : name;
  return (
    titleKey(family)
      .split(" ")
      .findLast((word) => !NAME_SUFFIX.test(word)) ?? ""
  );
}

/** Family names alone, in any order: for titles that say so little that one common author would not do. */
function areSamePeople(a: readonly Author[], b: readonly Author[]): boolean {
  const [namesA, namesB] = [a, b].map((authors) => authors.map(familyName).toSorted().join(" "));
  return namesA !== "" && namesA === namesB;
}

function sharesFirstAuthor(a: readonly Author[], b: readonly Author[]): boolean {
  const [namesA, namesB] = [a.map(familyName), b.map(familyName)];
  const [firstA = "", firstB = ""] = [namesA[0], namesB[0]];
  return (firstB !== "" && namesA.includes(firstB)) || (firstA !== "" && namesB.includes(firstA));
}
