import { sameIdentifier, type Identifier } from "../domain/identifier.ts";
import type { Author, Counts, Paper, PaperFacts, PaperId, PaperLinks, PartialDate, Version } from "../domain/paper.ts";
import { authorityOf } from "../domain/source-id.ts";
import type { KeptSighting } from "../store/ingest-transaction.ts";

/** The newest revision that a record describes; 0 when it does not say. */
const versionOf = (facts: PaperFacts): number => Math.max(0, ...(facts.versions ?? []).map(({ number }) => number));

/**
 * Puts a paper together from all that was seen of it. Records of newer revisions count before older ones, then the more
 * authoritative source, then the newer record. The order in which sightings came makes no difference.
 */
export function compose(id: PaperId, sightings: readonly KeptSighting[]): Paper {
  const ranked = rank(sightings);
  const all = ranked.map(({ facts }) => facts);
  const first = <Value>(pick: (facts: PaperFacts) => Value | undefined): Value | undefined => {
    for (const facts of all) {
      const value = pick(facts);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const titled = all.find(({ isTitleProvisional }) => isTitleProvisional !== true);
  const authors = bestAuthors(all);
  return {
    id,
    identifiers: uniqueIdentifiers(all),
    title: (titled ?? all[0])?.title ?? "",
    isTitleProvisional: titled === undefined || undefined,
    abstract: first((facts) => facts.abstract),
    summary: first((facts) => facts.summary),
    authors,
    authorCount: Math.max(authors.length, first((facts) => facts.authorCount) ?? 0),
    published: bestPublished(all),
    updated: first((facts) => facts.updated),
    categories: bestCategories(all),
    versions: mergeVersions(all),
    withdrawal: withdrawalOf(all),
    venue: first((facts) => facts.venue),
    journalReference: first((facts) => facts.journalReference),
    comment: first((facts) => facts.comment),
    license: first((facts) => facts.license),
    organization: first((facts) => facts.organization),
    links: bestLinks(first),
    counts: bestCounts(ranked),
    seenIn: ranked.map(({ source, sourceKey, firstSeenAt, changedAt }) => ({
      source,
      sourceKey,
      firstSeenAt,
      changedAt,
    })),
  };
}

/** The last comparison makes the order total: two records never tie. */
function rank(sightings: readonly KeptSighting[]): readonly KeptSighting[] {
  return sightings.toSorted(
    (a, b) =>
      versionOf(b.facts) - versionOf(a.facts) ||
      authorityOf(b.source) - authorityOf(a.source) ||
      b.changedAt - a.changedAt ||
      (a.sourceKey < b.sourceKey ? -1 : 1),
  );
}

function uniqueIdentifiers(all: readonly PaperFacts[]): readonly Identifier[] {
  const unique: Identifier[] = [];
  for (const identifier of all.flatMap(({ identifiers }) => identifiers)) {
    if (!unique.some((other) => sameIdentifier(other, identifier))) unique.push(identifier);
  }
  return unique;
}

/** Affiliations are rare: a list that has them wins over a longer one's without, if both name as many people. */
function bestAuthors(all: readonly PaperFacts[]): readonly Author[] {
  const lists = all.flatMap(({ authors }) => (authors && authors.length > 0 ? [authors] : []));
  const [chosen = []] = lists;
  const sameLength = lists.filter((list) => list.length === chosen.length);
  return sameLength.find((list) => list.some(({ affiliation }) => affiliation !== undefined)) ?? chosen;
}

/** The exactest date wins; of equally exact ones the earliest, since a paper is published once. */
function bestPublished(all: readonly PaperFacts[]): PartialDate | undefined {
  const dates = all.flatMap(({ published }) => (published === undefined ? [] : [published]));
  const dated = dates.filter((date) => !date.startsWith("--"));
  const exactness = (date: string): number => date.slice(0, 10).split("-").length;
  const [best = dates[0]] = dated.toSorted((a, b) => exactness(b) - exactness(a) || (a < b ? -1 : 1));
  return best;
}

function bestCategories(all: readonly PaperFacts[]): readonly string[] {
  const lists = all.flatMap(({ categories }) => (categories && categories.length > 0 ? [categories] : []));
  return [...new Set(lists[0] ?? [])];
}

/** Of two records of one revision, the one that knows more is kept, field by field. */
function mergeVersions(all: readonly PaperFacts[]): readonly Version[] {
  const byNumber = new Map<number, Version>();
  for (const version of all.flatMap(({ versions }) => versions ?? [])) {
    byNumber.set(version.number, { ...version, ...definedPart(byNumber.get(version.number)) });
  }
  return [...byNumber.values()].sort((a, b) => a.number - b.number);
}

function definedPart(version: Version | undefined): Partial<Version> {
  return Object.fromEntries(Object.entries(version ?? {}).filter(([, value]) => value !== undefined));
}

/** A paper is withdrawn while its newest described revision is: a later revision may bring it back. */
function withdrawalOf(all: readonly PaperFacts[]): PaperFacts["withdrawal"] {
  const newest = versionOf(all[0] ?? { identifiers: [], title: "" });
  return (
    all.find((facts) => versionOf(facts) === newest && facts.withdrawal !== undefined)?.withdrawal ??
    all.find((facts) => versionOf(facts) === 0 && facts.withdrawal !== undefined)?.withdrawal
  );
}

function bestLinks(first: <Value>(pick: (facts: PaperFacts) => Value | undefined) => Value | undefined): PaperLinks {
  return { code: first((facts) => facts.links?.code), project: first((facts) => facts.links?.project) };
}

/** Numbers of readers elsewhere come from who counts them: the site itself, then the newest listing, the sample last. */
function bestCounts(ranked: readonly KeptSighting[]): Counts {
  const counting = ranked.filter(({ facts }) => facts.counts !== undefined);
  const byNearness = counting.toSorted(
    (a, b) =>
      authorityOf(b.source) - authorityOf(a.source) ||
      b.changedAt - a.changedAt ||
      (a.sourceKey < b.sourceKey ? -1 : 1),
  );
  const first = (pick: (counts: Counts) => number | undefined): number | undefined => {
    for (const { facts } of byNearness) {
      const value = facts.counts && pick(facts.counts);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  return {
    votes: first(({ votes }) => votes),
    comments: first(({ comments }) => comments),
    stars: first(({ stars }) => stars),
  };
}
