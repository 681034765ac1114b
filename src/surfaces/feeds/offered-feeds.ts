import { categoryName } from "../../domain/category.ts";
import { TRENDING_WINDOWS } from "../../daily/trending.ts";
import type { Outline } from "./opml.ts";

/** The feeds that everybody is offered: the latest edition, what trends, and the fields that this Broadsheet reads. */
export function offeredFeeds(categories: readonly string[], site: string): readonly Outline[] {
  const offer = (title: string, feed: string, page: string): Outline => ({
    title: `Broadsheet: ${title}`,
    feed: `${site}/feeds/${feed}.atom`,
    page: site + page,
  });
  return [
    offer("the latest edition", "latest", "/"),
    ...TRENDING_WINDOWS.map((window) =>
      offer(`trending, ${window}`, `trending/${window}`, `/trending?window=${window}`),
    ),
    ...categories.map((category) =>
      offer(
        `${categoryName(category) ?? category} (${category})`,
        `category/${category}`,
        `/?${new URLSearchParams({ category }).toString()}`,
      ),
    ),
  ];
}
