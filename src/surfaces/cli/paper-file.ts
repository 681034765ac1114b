import { identifierUrl } from "../../domain/identifier.ts";
import { labelOf } from "../../domain/source-id.ts";
import { toIso } from "../../lib/clock.ts";
import type { CountPoint, PaperEvent, PaperReads, StoredPaper } from "../../store/store.ts";
import type { Paper } from "../../domain/paper.ts";

/** A paper with its history. */
export interface PaperFile {
  readonly paper: Paper;
  readonly appearances: Awaited<ReturnType<PaperReads["appearances"]>>;
  readonly events: readonly PaperEvent[];
  readonly countHistory: readonly CountPoint[];
}

export async function loadPaperFile(
  { papers }: { readonly papers: PaperReads },
  { key, paper }: StoredPaper,
): Promise<PaperFile> {
  const [appearances, events, countHistory] = await Promise.all([
    papers.appearances(key),
    papers.events(key),
    papers.countHistory(key),
  ]);
  return { paper, appearances, events, countHistory };
}

/** The JSON of `broadsheet paper --json`: what nobody said is null, so every paper has the same fields. */
export function paperToJson({ paper, appearances, events, countHistory }: PaperFile): object {
  const { id, title, authors, authorCount, categories, versions, identifiers, links, counts, seenIn } = paper;
  return {
    id,
    title,
    isTitleProvisional: paper.isTitleProvisional ?? false,
    abstract: paper.abstract ?? null,
    summary: paper.summary ?? null,
    authors: authors.map(({ name, affiliation }) => ({ name, affiliation: affiliation ?? null })),
    authorCount,
    publishedAt: paper.published ?? null,
    updatedAt: paper.updated ?? null,
    categories,
    identifiers: identifiers.map((identifier) => ({ ...identifier, url: identifierUrl(identifier) })),
    versions: versions.map(({ number, date, size, isWithdrawn }) => ({
      number,
      date: date ?? null,
      size: size ?? null,
      isWithdrawn: isWithdrawn ?? false,
    })),
    withdrawal: paper.withdrawal ? { reason: paper.withdrawal.reason ?? null } : null,
    links: { code: links.code ?? null, project: links.project ?? null },
    counts: { votes: counts.votes ?? null, comments: counts.comments ?? null, stars: counts.stars ?? null },
    venue: paper.venue ?? null,
    journalReference: paper.journalReference ?? null,
    comment: paper.comment ?? null,
    license: paper.license ?? null,
    organization: paper.organization ?? null,
    sources: seenIn.map(({ source, sourceKey, firstSeenAt, changedAt }) => ({
      source,
      label: labelOf(source),
      key: sourceKey,
      firstSeenAt: toIso(firstSeenAt),
      changedAt: toIso(changedAt),
    })),
    appearances,
    events: events.map((event) => ({ ...event, at: toIso(event.at) })),
    countHistory,
  };
}
