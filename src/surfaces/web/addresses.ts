import type { EditionOrder } from "../../daily/edition.ts";
import type { Period } from "../../daily/period.ts";
import type { PaperId } from "../../domain/paper.ts";
import type { Day } from "../../lib/day.ts";

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

export const dayPath = (day: Day): string => `/day/${day}`;
export const listingPath = (id: number): string => `/listings/${id}`;

export function searchPath(question: string, page = 1): string {
  const query = new URLSearchParams({ q: question });
  if (page > 1) query.set("page", String(page));
  return withQuery("/search", query);
}

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
