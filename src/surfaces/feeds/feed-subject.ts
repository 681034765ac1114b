import type { StoredPaper } from "../../store/store.ts";

/** What a feed is about, before it has a format. */
export interface FeedSubject {
  /** Names it for ever; its id is made of this. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The path of the page with the same papers. */
  readonly page: string;
  readonly papers: readonly StoredPaper[];
  /** What is added to the feed's query for its next page. */
  readonly next?: Readonly<Record<string, string>> | undefined;
}
