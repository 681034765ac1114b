/**
 * A source as the store knows it. arXiv has three doors that tell different things, so each is a source of its own;
 * readers see the publisher's name.
 */
export type SourceId = "arxiv-oai" | "arxiv-api" | "arxiv-feed" | "hugging-face" | "listing" | "sample";

interface SourceName {
  /** What readers call it. */
  readonly publisher: string;
  /** What the sources page calls it. */
  readonly label: string;
  /** Whose word counts when two sources disagree about one version: higher wins. */
  readonly authority: number;
}

const NAMES: Record<SourceId, SourceName> = {
  "arxiv-oai": { publisher: "arXiv", label: "arXiv records (OAI-PMH)", authority: 6 },
  "arxiv-api": { publisher: "arXiv", label: "arXiv look-ups (query API)", authority: 5 },
  "arxiv-feed": { publisher: "arXiv", label: "arXiv daily announcements", authority: 4 },
  "hugging-face": { publisher: "Hugging Face Daily Papers", label: "Hugging Face Daily Papers", authority: 3 },
  listing: { publisher: "a listing", label: "Listings", authority: 2 },
  sample: { publisher: "the sample edition", label: "Sample edition", authority: 1 },
};

export const SOURCE_IDS = Object.keys(NAMES) as readonly SourceId[];

export const publisherOf = (source: SourceId): string => NAMES[source].publisher;
export const labelOf = (source: SourceId): string => NAMES[source].label;
export const authorityOf = (source: SourceId): number => NAMES[source].authority;
