import type { Context } from "hono";
import { identifierUrl, parseIdentifier } from "../../../domain/identifier.ts";
import { UserError } from "../../../lib/errors.ts";
import type { SearchPage } from "../../../search/search-page.ts";
import { search } from "../../../search/search.ts";
import { searchPath, webUrl } from "../addresses.ts";
import { PaperList } from "../components/paper-list.tsx";
import { formulasOf } from "../formulas-of.ts";
import type { WebDeps } from "../web-deps.ts";

const MOST_FOUND = 5;

/** The page for a paper that is not here. It has searched for what the address says. */
export async function missingPaperPage(deps: WebDeps, context: Context, name: string): Promise<Response> {
  const found = await searchFor(deps, name);
  const papers = found?.results.map(({ stored }) => stored.paper) ?? [];
  const formulas = await formulasOf(deps.math, papers);
  const identifier = parseIdentifier(name);
  const elsewhere = identifier && webUrl(identifierUrl(identifier));
  context.status(404);
  return await context.render(
    <main id="content" class="column" tabindex={-1}>
      <h1 class="page-title">This paper is not here</h1>
      <p>
        No paper here goes by <code>{name.slice(0, 200)}</code>.
        {elsewhere !== undefined && (
          <>
            {" "}
            It may be at <a href={elsewhere}>{new URL(elsewhere).host}</a>.
          </>
        )}
      </p>
      {papers.length > 0 ? (
        <>
          <p>A search for it finds:</p>
          <PaperList papers={papers} formulas={formulas} />
        </>
      ) : (
        <p>
          A search for it finds nothing either.{" "}
          <a href={searchPath({ question: name.slice(0, 200) })}>Search for something else</a>
        </p>
      )}
    </main>,
    { title: "This paper is not here", isUnlisted: true },
  );
}

/** Searches for an address as somebody may have typed it: `some-title` means its words. */
async function searchFor(deps: WebDeps, name: string): Promise<SearchPage | undefined> {
  const question = name
    .replace(/^p-/, "")
    .replace(/[-_/+]+/g, " ")
    .slice(0, 300);
  try {
    const asIs = await search(deps, { question: name.slice(0, 300), limit: MOST_FOUND });
    return asIs.results.length > 0 ? asIs : await search(deps, { question, limit: MOST_FOUND });
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
