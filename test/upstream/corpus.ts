import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import type { UpstreamPaper } from "./paper.ts";

type Row = Readonly<Record<string, unknown>>;

export interface CorpusOptions {
  /** Days to keep, both included; everything else is skipped. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly limit?: number | undefined;
}

/**
 * Reads a file of papers, one JSON object a line, plain or `.gz`, as arXiv and Hugging Face would hold them. A row needs a
 * title and an arXiv id (`id` or `arxivId`); its day is `first_seen` or `date` (announced) or `daily_date` (featured).
 */
export async function papersFromJsonl(file: string, options: CorpusOptions = {}): Promise<UpstreamPaper[]> {
  const { since = "", until = "9999", limit = Infinity } = options;
  const source = createReadStream(file);
  const input = file.endsWith(".gz") ? source.pipe(createGunzip()) : source;
  const papers = new Map<string, UpstreamPaper>();
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    const paper = line.trim() === "" ? undefined : toUpstreamPaper(JSON.parse(line) as Row);
    const day = paper?.announcedOn ?? paper?.featuredOn?.[0] ?? "";
    if (!paper || day < since || day > until) continue;
    papers.set(paper.id, joined(papers.get(paper.id), paper));
    if (papers.size >= limit) break;
  }
  source.destroy();
  return [...papers.values()];
}

/** One paper out of what two rows or two files say of it; a paper may be featured on several days. */
export function joined(earlier: UpstreamPaper | undefined, paper: UpstreamPaper): UpstreamPaper {
  if (!earlier) return paper;
  const said = Object.fromEntries(Object.entries(paper).filter(([, value]) => value !== undefined));
  const featuredOn = [...new Set([...(earlier.featuredOn ?? []), ...(paper.featuredOn ?? [])])];
  const categories = paper.categories.length > 0 ? paper.categories : earlier.categories;
  return { ...earlier, ...said, categories, featuredOn };
}

function toUpstreamPaper(row: Row): UpstreamPaper | undefined {
  const id = text(row["arxivId"]) ?? text(row["id"]);
  const title = text(row["title"]);
  if (id === undefined || title === undefined || !/^(?:\d{4}\.\d{4,5}|[a-z-]+\/\d{7})$/.test(id)) return undefined;
  const announcedOn = text(row["first_seen"]) ?? text(row["date"])?.slice(0, 10);
  const featuredOn = text(row["daily_date"]);
  const published = text(row["published_at"]) ?? eveningBefore(announcedOn ?? "2020-01-01");
  return {
    id,
    title,
    abstract: text(row["abstract"]) ?? "",
    authors: texts(row["authors"]).map((name) => ({ name })),
    categories: texts(row["categories"]),
    versions: [{ submitted: new Date(published).toISOString().replace(".000Z", "Z") }],
    announcedOn,
    featuredOn: featuredOn === undefined ? undefined : [featuredOn],
    comment: text(row["comment"]),
    votes: count(row["upvotes"]),
    comments: count(row["num_comments"]),
    code: text(row["github_repo"]),
    stars: count(row["github_stars"]),
    project: text(row["project_page"]),
    organisation: text(row["organization"]),
    keywords: row["ai_keywords"] === undefined ? undefined : texts(row["ai_keywords"]),
  };
}

const eveningBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 7 * 3_600_000).toISOString();

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
const count = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((part) => typeof part === "string") : [];
