import { similarPapers } from "../../search/similar-papers.ts";
import type { FeedSubject } from "./feed-subject.ts";
import type { FeedsDeps } from "./feeds-deps.ts";

const LENGTH = 30;

/** Papers like one, the newest first; undefined for a paper that there is not. */
export async function similarFeed(deps: FeedsDeps, id: string): Promise<FeedSubject | undefined> {
  const like = await deps.store.papers.find(id);
  if (!like) return undefined;
  const similar = await similarPapers(deps, like.key, { limit: LENGTH });
  const papers = similar.map(({ stored }) => stored);
  return {
    name: `similar ${like.paper.id}`,
    title: `Broadsheet: like “${like.paper.title}”`,
    description: `Papers that are like “${like.paper.title}”.`,
    page: `/papers/${like.paper.id.split("/").map(encodeURIComponent).join("/")}`,
    papers: papers.sort((a, b) => b.key - a.key),
  };
}
