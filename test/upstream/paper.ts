export type AnnounceType = "new" | "cross" | "replace" | "replace-cross";

export interface UpstreamVersion {
  /** When it was submitted, RFC 3339 in UTC. */
  readonly submitted: string;
  readonly size?: string | undefined;
  readonly isWithdrawn?: boolean | undefined;
}

export interface UpstreamAuthor {
  readonly name: string;
  readonly affiliation?: string | undefined;
  /** Hugging Face lists authors who asked not to be shown, with this mark. */
  readonly isHidden?: boolean | undefined;
}

/** One paper as arXiv and Hugging Face know it. Days are `YYYY-MM-DD`. */
export interface UpstreamPaper {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly UpstreamAuthor[];
  /** Primary category first; empty for a paper that arXiv does not hold. */
  readonly categories: readonly string[];
  /** First version first, never empty. */
  readonly versions: readonly UpstreamVersion[];
  readonly announcedOn?: string | undefined;
  readonly announceType?: AnnounceType | undefined;
  /** Day of the last change of its OAI record; the announcement says, unless given. */
  readonly datestamp?: string | undefined;
  readonly isDeleted?: boolean | undefined;
  readonly comment?: string | undefined;
  readonly journalRef?: string | undefined;
  readonly doi?: string | undefined;
  readonly license?: string | undefined;
  readonly featuredOn?: readonly string[] | undefined;
  readonly votes?: number | undefined;
  readonly comments?: number | undefined;
  readonly code?: string | undefined;
  readonly stars?: number | undefined;
  readonly project?: string | undefined;
  readonly organisation?: string | undefined;
  readonly machineSummary?: string | undefined;
  readonly keywords?: readonly string[] | undefined;
}

/** An invented paper for tests; say only what the test is about. */
export function anUpstreamPaper(given: Partial<UpstreamPaper> = {}): UpstreamPaper {
  return {
    id: "2608.01234",
    title: "Paper Lanterns: Light Models That Carry Far",
    abstract: "We fold small models out of large ones. They are cheap to carry, and they shine in 12 of 14 tests.",
    authors: [{ name: "Ada Example" }, { name: "Bo Sample" }],
    categories: ["cs.CL", "cs.AI"],
    versions: [{ submitted: "2026-08-19T15:29:38Z" }],
    announcedOn: "2026-08-20",
    license: "http://creativecommons.org/licenses/by/4.0/",
    ...given,
  };
}

/** `2608.01234v2`: the id with the number of its last version. */
export function versionedId(paper: UpstreamPaper): string {
  return `${paper.id}v${paper.versions.length}`;
}

export function firstVersion(paper: UpstreamPaper): UpstreamVersion {
  return paper.versions[0] ?? { submitted: "1970-01-01T00:00:00Z" };
}

export function lastVersion(paper: UpstreamPaper): UpstreamVersion {
  return paper.versions.at(-1) ?? firstVersion(paper);
}

/** Day of the last change of its OAI record. */
export function datestampOf(paper: UpstreamPaper): string {
  return paper.datestamp ?? paper.announcedOn ?? lastVersion(paper).submitted.slice(0, 10);
}
