import { createHash } from "node:crypto";
import { parseDay } from "../../src/lib/day.ts";
import { page, type Page } from "./page.ts";
import { firstVersion, type UpstreamAuthor, type UpstreamPaper } from "./paper.ts";
import type { Shelf } from "./shelf.ts";

const JSON_TYPE = "application/json; charset=utf-8";
const DEFAULT_LIMIT = 50;
const MOST_LIMIT = 100;
/** The outer `publishedAt` of recorded answers is the inner one, this much earlier. */
const OUTER_SHIFT_MS = 4 * 3_600_000;

/** `GET /api/daily_papers?date=&p=&limit=` of Hugging Face, paged by `Link`; `[]` past the end and on days without papers. */
export function dailyPapersPage(url: URL, shelf: Shelf, today: string): Page {
  const date = url.searchParams.get("date") ?? today;
  if (!parseDay(date)) return page(400, JSON_TYPE, JSON.stringify({ error: `Invalid date: ${date}` }));
  const number = Number(url.searchParams.get("p") ?? 0);
  const limit = Number(url.searchParams.get("limit") ?? DEFAULT_LIMIT);
  if (!Number.isInteger(number) || number < 0) return page(400, JSON_TYPE, '{"error":"p must be a number from 0"}');
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_LIMIT)
    return page(400, JSON_TYPE, '{"error":"limit must be 1 to 100"}');
  const all = shelf.featuredOn(date);
  const papers = all.slice(number * limit, (number + 1) * limit);
  const headers = {
    ratelimit: '"api";r=499;t=300',
    "ratelimit-policy": '"fixed window";"api";q=500;w=300',
  };
  const link = (number + 1) * limit < all.length ? { link: nextLink(url, date, limit, number + 1) } : {};
  return page(200, JSON_TYPE, JSON.stringify(papers.map((paper) => toItem(paper, date))), {
    ...headers,
    ...link,
  });
}

function nextLink(url: URL, date: string, limit: number, number: number): string {
  return `<${url.origin}${url.pathname}?date=${date}&limit=${limit}&p=${number}>; rel="next"`;
}

function toItem(paper: UpstreamPaper, day: string): object {
  const organization = paper.organisation === undefined ? {} : { organization: toOrganization(paper.organisation) };
  const published = Date.parse(firstVersion(paper).submitted);
  return {
    paper: { ...toPaper(paper, day), ...organization },
    publishedAt: new Date(published - OUTER_SHIFT_MS).toISOString(),
    title: paper.title,
    summary: paper.abstract,
    thumbnail: `https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/${paper.id}.png`,
    numComments: paper.comments ?? 0,
    submittedBy: {
      ...toUser("A Librarian"),
      isHf: false,
      isHfAdmin: false,
      isMod: false,
      followerCount: 0,
    },
    ...organization,
    isAuthorParticipating: false,
  };
}

function toPaper(paper: UpstreamPaper, day: string): object {
  return {
    id: paper.id,
    authors: paper.authors.map((author, index) => toAuthor(author, `${paper.id}/${index}`)),
    publishedAt: new Date(firstVersion(paper).submitted).toISOString(),
    submittedOnDailyAt: `${day}T00:00:00.000Z`,
    title: paper.title,
    submittedOnDailyBy: { ...toUser("A Librarian"), user: "A-Librarian" },
    summary: paper.abstract,
    upvotes: paper.votes ?? 0,
    discussionId: objectId(paper.id),
    ...(paper.project === undefined ? {} : { projectPage: paper.project }),
    ...(paper.code === undefined ? {} : { githubRepo: paper.code, githubRepoAddedBy: "user" }),
    ...(paper.machineSummary === undefined
      ? {}
      : { ai_summary: paper.machineSummary, ai_summary_model: "invented/model" }),
    ...(paper.keywords === undefined ? {} : { ai_keywords: paper.keywords }),
    ...(paper.stars === undefined ? {} : { githubStars: paper.stars }),
  };
}

function toAuthor({ name, isHidden }: UpstreamAuthor, key: string): object {
  return { _id: objectId(key), name, hidden: isHidden ?? false };
}

function toUser(fullname: string): object {
  const name = fullname.replaceAll(" ", "-");
  const avatarUrl = `/avatars/${objectId(name)}.svg`;
  return { _id: objectId(fullname), avatarUrl, fullname, name, type: "user", isPro: false };
}

function toOrganization(fullname: string): object {
  const avatar = `https://cdn-avatars.huggingface.co/v1/production/uploads/${objectId(fullname)}.png`;
  return { _id: objectId(fullname), name: fullname.replaceAll(" ", "-"), fullname, avatar };
}

/** 24 hexadecimal digits, as their database counts, the same for the same key. */
function objectId(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 24);
}
