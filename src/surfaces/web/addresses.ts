import type { EditionOrder } from "../../daily/edition.ts";
import type { Period } from "../../daily/period.ts";
import type { PaperId } from "../../domain/paper.ts";
import type { SearchMode, SearchSort } from "../../domain/query.ts";
import type { Day } from "../../lib/day.ts";
import type { Mix, TrendingWindow } from "../../ranking/trending.ts";
import { FACET_NAMES } from "../../search/facet-values.ts";
import type { ChosenFilters } from "../../search/search-request.ts";
import type { Facet } from "../../search/sentence-roles.ts";

/** The page of a paper. Slashes of DOIs and old arXiv ids stay readable. */
export function paperPath(id: PaperId): string {
  return `/papers/${id.split("/").map(encodeURIComponent).join("/")}`;
}

export interface EditionAddress {
  readonly category?: string | undefined;
  readonly order?: EditionOrder | undefined;
  readonly after?: string | undefined;
}

/** The page of a period, with only what differs from its plain form: all fields, most votes first, from the top. */
export function periodPath(
  period: Pick<Period, "kind" | "name">,
  { category, order, after }: EditionAddress = {},
): string {
  const query = new URLSearchParams();
  if (category !== undefined) query.set("category", category);
  if (order !== undefined && order !== "votes") query.set("order", order);
  if (after !== undefined) query.set("after", after);
  return withQuery(`/${period.kind}/${period.name}`, query);
}

export interface TrendingAddress {
  readonly window?: TrendingWindow | undefined;
  /** Without it the reader's last choice holds. */
  readonly mix?: Mix | undefined;
  readonly after?: string | undefined;
}

export function trendingPath({ window, mix, after }: TrendingAddress = {}): string {
  const query = new URLSearchParams();
  if (window !== undefined) query.set("window", window);
  if (mix !== undefined) query.set("mix", String(Math.round(100 * mix)));
  if (after !== undefined) query.set("after", after);
  return withQuery("/trending", query);
}

export const dayPath = (day: Day): string => `/day/${day}`;
export const listingPath = (id: number): string => `/listings/${id}`;

export interface SearchAddress {
  readonly question: string;
  readonly mode?: SearchMode | undefined;
  /** Without it the question decides. */
  readonly sort?: SearchSort | undefined;
  readonly page?: number | undefined;
  readonly filters?: ChosenFilters | undefined;
}

/** The results of a search. */
export const searchPath = (address: SearchAddress): string => `/search${searchQuery(address)}`;

/** The same search as a feed, from its beginning. */
export const searchFeedPath = (address: SearchAddress): string =>
  `/feeds/search.atom${searchQuery({ ...address, page: 1 })}`;

/** Where a question can be asked for by mail. */
export const searchMailPath = (question: string): string =>
  withQuery("/subscribe", new URLSearchParams({ q: question }));

/** What stands after the path of a search, with only what differs from its plain form. */
export function searchQuery({ question, mode, sort, page = 1, filters = {} }: SearchAddress): string {
  const query = new URLSearchParams({ q: question });
  if (mode !== undefined && mode !== "fused") query.set("mode", mode);
  if (sort !== undefined) query.set("sort", sort);
  for (const name of FACET_NAMES) for (const value of filters[name] ?? []) query.append(name, value);
  if (page > 1) query.set("page", String(page));
  return `?${query.toString()}`;
}

/** The papers like one: as a whole, or by what they share. */
export function similarPath(id: PaperId, facet?: Facet): string {
  const query = new URLSearchParams(facet === undefined ? {} : { facet });
  return withQuery(`${paperPath(id)}/similar`, query);
}

/** Its feed, without the ending that names a format. */
export const similarFeedPath = (id: PaperId): string => paperPath(id).replace("/papers", "/feeds/similar");

function withQuery(path: string, query: URLSearchParams): string {
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

/** An upstream address if it is one of the web, undefined otherwise: only these become links. */
export function webUrl(address: string | undefined): string | undefined {
  const url = address === undefined ? null : URL.parse(address);
  return url && (url.protocol === "https:" || url.protocol === "http:") ? url.href : undefined;
}

/** A path of this site to go back to; the front page for anything that leads, or could lead, elsewhere. */
export function localPath(text: string): string {
  const here = "http://localhost";
  const url = text.startsWith("/") && !/[\\\p{Cc}]/u.test(text) ? URL.parse(text, here) : null;
  if (!url || url.origin !== here || url.pathname.startsWith("//")) return "/";
  return url.pathname + url.search;
}
