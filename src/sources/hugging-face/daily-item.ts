import { z } from "zod";

const text = z.string().nullish().catch(undefined);
const count = z.number().int().nonnegative().nullish().catch(undefined);

const author = z.object({ name: z.string(), hidden: z.boolean().nullish().catch(undefined) });
const organization = z.object({ name: text, fullname: text }).nullish().catch(undefined);

/**
 * An item of `GET /api/daily_papers`, as much of it as we use. Only the id must be there; a field of another type counts
 * as not there. Votes are inside `paper`, comments outside; the outer `publishedAt` is not the paper's date and not used.
 */
export const dailyItem = z.object({
  paper: z.object({
    id: z.union([z.string(), z.number()]).transform(String),
    title: text,
    summary: text,
    publishedAt: text,
    submittedOnDailyAt: text,
    authors: z.array(author.nullable().catch(null)).nullish().catch(undefined),
    upvotes: count,
    ai_summary: text,
    githubRepo: text,
    githubStars: count,
    projectPage: text,
    organization,
    withdrawnAt: text,
  }),
  title: text,
  summary: text,
  numComments: count,
  organization,
});

export type DailyItem = z.infer<typeof dailyItem>;

/** What says who handed a paper in, who votes, and what people look like. */
const ABOUT_PEOPLE: ReadonlySet<string> = new Set([
  "submittedBy",
  "submittedOnDailyBy",
  "user",
  "avatarUrl",
  "avatar",
  "upvoters",
  "isAuthorParticipating",
]);

/** The item as it is stored: without readers of the other site, without pictures, without authors who asked not to be shown. */
export function withoutPeople(item: unknown): string {
  return JSON.stringify(item, (key, value: unknown) => {
    if (ABOUT_PEOPLE.has(key)) return undefined;
    return Array.isArray(value) ? value.filter((element) => !isHidden(element)) : value;
  });
}

function isHidden(value: unknown): boolean {
  return typeof value === "object" && value !== null && "hidden" in value && value.hidden === true;
}
