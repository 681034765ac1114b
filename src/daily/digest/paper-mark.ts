import type { Paper } from "../../domain/paper.ts";

/**
 * What of a paper is news to somebody who has had it already: another version, its withdrawal, its publication. The same
 * mark is never mailed twice to one address.
 */
export function paperMark(paper: Paper): string {
  const version = Math.max(1, paper.versions.at(-1)?.number ?? 1);
  const isPublished = paper.journalReference !== undefined || paper.identifiers.some(({ scheme }) => scheme === "doi");
  return [`v${version}`, isPublished ? "published" : "", paper.withdrawal ? "withdrawn" : ""].filter(Boolean).join(" ");
}

const GRAVE = ["withdrawn", "published"] as const;

/** Whether a mark tells of a withdrawal or publication that none of the marks mailed before told of. */
export function isGraveNews(mark: string, mailed: ReadonlySet<string>): boolean {
  const told = new Set([...mailed].flatMap((known) => known.split(" ")));
  return GRAVE.some((word) => mark.split(" ").includes(word) && !told.has(word));
}
