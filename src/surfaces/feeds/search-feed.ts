import { SEARCH_MODES, type SearchMode } from "../../domain/query.ts";
import { UserError } from "../../lib/errors.ts";
import { FACET_NAMES } from "../../search/facet-values.ts";
import { search } from "../../search/search.ts";
import type { ChosenFilters } from "../../search/search-request.ts";
import type { FeedSubject } from "./feed-subject.ts";
import type { FeedsDeps } from "./feeds-deps.ts";

const PAGE_SIZE = 50;

/** Papers that a search finds, operators and facets included: the newest first, since a feed tells what is new. */
export async function searchFeed(deps: FeedsDeps, query: URLSearchParams): Promise<FeedSubject> {
  const question = query.get("q")?.trim() ?? "";
  const filters = chosenFilters(query);
  if (question === "" && Object.keys(filters).length === 0)
    throw new UserError("invalid", "This feed needs a search: add ?q= and what to look for to its address.");
  const asked = new URLSearchParams([...query].filter(([name]) => name !== "page"));
  const [papers, next] = await findNewest(deps, question, { filters, mode: modeOf(query), page: pageOf(query) });
  return {
    name: `search ${asked.toString()}`,
    title: `Broadsheet: ${question === "" ? Object.values(filters).flat().join(", ") : question}`,
    description: `New papers for the search ${question}.`,
    page: `/search?${asked.toString()}`,
    papers,
    next,
  };
}

/** Papers by an author of this name. */
export async function authorFeed(deps: FeedsDeps, query: URLSearchParams): Promise<FeedSubject> {
  const name = (query.get("name") ?? "").replace(/["\s]+/g, " ").trim();
  if (name === "") throw new UserError("invalid", "This feed needs an author: add ?name= and a name to its address.");
  const question = `author:"${name}"`;
  const [papers, next] = await findNewest(deps, question, { page: pageOf(query) });
  return {
    name: `author ${name}`,
    title: `Broadsheet: papers by ${name}`,
    description: `New papers by ${name}.`,
    page: `/search?${new URLSearchParams({ q: question }).toString()}`,
    papers,
    next,
  };
}

interface Finding {
  readonly filters?: ChosenFilters;
  readonly mode?: SearchMode | undefined;
  readonly page: number;
}

async function findNewest(
  deps: FeedsDeps,
  question: string,
  { filters, mode, page }: Finding,
): Promise<[FeedSubject["papers"], FeedSubject["next"]]> {
  const found = await search(deps, { question, mode, filters, page, sort: "newest", limit: PAGE_SIZE });
  const hasMore = found.total > page * PAGE_SIZE && found.results.length > 0;
  return [found.results.map(({ stored }) => stored), hasMore ? { page: String(page + 1) } : undefined];
}

const modeOf = (query: URLSearchParams): SearchMode | undefined =>
  SEARCH_MODES.find((mode) => mode === query.get("mode"));

const LAST_PAGE = 100;

function pageOf(query: URLSearchParams): number {
  const page = Number(query.get("page") ?? "1");
  if (Number.isInteger(page) && page >= 1 && page <= LAST_PAGE) return page;
  throw new UserError("invalid", `Pages of a feed are numbered from 1 to ${LAST_PAGE}.`);
}

function chosenFilters(query: URLSearchParams): ChosenFilters {
  const chosen = FACET_NAMES.map((name) => [name, query.getAll(name)] as const);
  return Object.fromEntries(chosen.filter(([, values]) => values.length > 0));
}
