import { loadTrending, TRENDING_WINDOWS, USUAL_MIX } from "../../daily/trending.ts";
import type { TrendingWindow } from "../../ranking/trending.ts";
import type { FeedSubject } from "./feed-subject.ts";
import type { FeedsDeps } from "./feeds-deps.ts";

const PAGE_SIZE = 50;

/** Trending papers of a window; undefined for a window that there is not. */
export async function trendingFeed(
  deps: FeedsDeps,
  name: string,
  query: URLSearchParams,
): Promise<FeedSubject | undefined> {
  const window = TRENDING_WINDOWS.find((one): one is TrendingWindow => one === name);
  if (!window) return undefined;
  const after = query.get("after") ?? undefined;
  const { places, next } = await loadTrending(deps, { window, mix: USUAL_MIX, after, limit: PAGE_SIZE });
  const when = window === "today" ? "today" : `this ${window}`;
  return {
    name: `trending ${window}`,
    title: `Broadsheet: trending ${when}`,
    description: `Papers by recorded votes, comments and stars, and a guess, ${when}.`,
    page: `/trending?window=${window}`,
    papers: places,
    next: next === undefined ? undefined : { after: next },
  };
}
