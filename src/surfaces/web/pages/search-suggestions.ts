import type { Context } from "hono";
import { counted } from "../../../lib/words.ts";
import { suggest, type Suggestion } from "../../../search/suggest.ts";
import { paperPath, searchPath } from "../addresses.ts";
import type { WebDeps } from "../web-deps.ts";

interface SuggestedSearch {
  /** What the search field would say. */
  readonly question: string;
  /** Empty for titles, which say enough. */
  readonly description: string;
  readonly path: string;
}

/**
 * What somebody who writes may want, as browsers read it: the text, completions, descriptions and addresses (OpenSearch
 * Suggestions 1.1).
 */
export async function searchSuggestions(deps: WebDeps, context: Context): Promise<Response> {
  const text = context.req.query("q") ?? "";
  const searches = (await suggest(deps, text)).map(toSearch);
  const body = [
    text,
    searches.map(({ question }) => question),
    searches.map(({ description }) => description),
    searches.map(({ path }) => path),
  ];
  return context.body(JSON.stringify(body), 200, {
    "Content-Type": "application/x-suggestions+json; charset=utf-8",
    "Cache-Control": "private, max-age=60",
  });
}

function toSearch(suggestion: Suggestion): SuggestedSearch {
  switch (suggestion.kind) {
    case "paper":
      return { question: suggestion.title, description: "", path: paperPath(suggestion.id) };
    case "author":
      return searchFor(`author:"${suggestion.name.replaceAll('"', "")}"`, counted(suggestion.papers, "paper"));
    case "category":
      return searchFor(`cat:${suggestion.category}`, suggestion.name);
  }
}

const searchFor = (question: string, description: string): SuggestedSearch => ({
  question,
  description,
  path: searchPath({ question }),
});
