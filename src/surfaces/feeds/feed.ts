/** What every format of a feed says. Times are epoch milliseconds, addresses absolute, texts plain. */
export interface Feed {
  /** Never changes, wherever the feed is served from: a URN (RFC 9562). */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The page that shows the same papers. */
  readonly page: string;
  /** This feed itself, this page of it. */
  readonly self: string;
  /** Pages of a long feed (RFC 5005, section 3). */
  readonly first: string;
  readonly next?: string | undefined;
  /** The latest of its entries' times. */
  readonly updated: number;
  readonly entries: readonly FeedEntry[];
}

export interface FeedEntry {
  /** Never changes while the paper has its identifier: a URN. */
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly authors: readonly string[];
  /** The whole abstract in paragraphs, its formulas as text. */
  readonly paragraphs: readonly string[];
  readonly published: number;
  /** When its last version came. */
  readonly updated: number;
  readonly categories: readonly string[];
  readonly links: readonly FeedLink[];
}

export interface FeedLink {
  readonly label: string;
  readonly url: string;
}
