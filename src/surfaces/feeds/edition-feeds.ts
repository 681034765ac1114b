import { categoryName } from "../../domain/category.ts";
import { UserError } from "../../lib/errors.ts";
import type { FeedSubject } from "./feed-subject.ts";
import type { FeedsDeps } from "./feeds-deps.ts";
import { latestPapers } from "./latest-papers.ts";

/** Papers of the newest editions. */
export async function latestFeed(deps: FeedsDeps, query: URLSearchParams): Promise<FeedSubject> {
  return { ...NEWEST, ...(await editionPapers(deps, undefined, query)) };
}

const NEWEST = {
  name: "latest",
  title: "Broadsheet",
  description: "The papers of each day, the ones most voted for first.",
  page: "/",
};

/** Papers of one field. */
export async function categoryFeed(deps: FeedsDeps, category: string, query: URLSearchParams): Promise<FeedSubject> {
  const label = categoryName(category);
  if (label === undefined && !/^[a-z-]{1,24}(?:\.[A-Za-z-]{1,20})?$/.test(category))
    throw new UserError("invalid", "A field is written like cs.CL or hep-th.");
  return {
    name: `category ${category}`,
    title: `Broadsheet: ${label === undefined ? category : `${label} (${category})`}`,
    description: `The papers of each day in ${category}.`,
    page: `/?${new URLSearchParams({ category }).toString()}`,
    ...(await editionPapers(deps, category, query)),
  };
}

async function editionPapers(
  deps: FeedsDeps,
  category: string | undefined,
  query: URLSearchParams,
): Promise<Pick<FeedSubject, "papers" | "next">> {
  const from = { day: query.get("day") ?? undefined, after: query.get("after") ?? undefined };
  const { papers, next } = await latestPapers(deps, category, from);
  return { papers, next: next && given({ day: next.day, after: next.after }) };
}

const given = (query: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined));
