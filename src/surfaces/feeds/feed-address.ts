import type { FeedFormat } from "./send-feed.ts";

export type FeedKind = "latest" | "category" | "trending" | "search" | "similar" | "author";

export interface FeedAddress {
  readonly kind: FeedKind;
  /** What of the kind: a category, a window, a paper; empty where there is one only. */
  readonly of: string;
  readonly format: FeedFormat;
}

const ADDRESS = /^\/feeds\/(latest|search|author|(category|trending|similar)\/(.{1,300}))\.(atom|rss|json)$/;

/** Reads `/feeds/latest.atom`, `/feeds/category/cs.CL.rss`, `/feeds/similar/2501.01234.json` …; undefined for any other path. */
export function parseFeedAddress(path: string): FeedAddress | undefined {
  const [, whole, kind, of = "", format] = ADDRESS.exec(path) ?? [];
  if (whole === undefined) return undefined;
  return { kind: (kind ?? whole) as FeedKind, of, format: format as FeedFormat };
}
