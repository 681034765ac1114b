/**
 * arXiv has three doors: the feed for what was announced today, OAI-PMH for versions, comments and the past, and the query
 * API for single papers. All three together may be asked once in three seconds (info.arxiv.org/help/api/tou); the http
 * client keeps to that.
 */
export { createArxivFeed } from "./arxiv/feed.ts";
export { createArxivLookup, type ArxivLookup } from "./arxiv/lookup.ts";
export { createArxivOai } from "./arxiv/oai.ts";
