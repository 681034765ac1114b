import type { Context } from "hono";
import type { Formulas } from "../../../lib/math.ts";
import { search } from "../../../search/search.ts";
import type { SearchPage } from "../../../search/search-page.ts";
import { searchFeedPath, searchMailPath, searchQuery, type SearchAddress } from "../addresses.ts";
import { ChosenFilters } from "../components/chosen-filters.tsx";
import { FeedIcon } from "../components/feed-links.tsx";
import { NothingFound, totalWords } from "../components/nothing-found.tsx";
import { PaperList } from "../components/paper-list.tsx";
import { QueryForms, QueryHelp } from "../components/query-help.tsx";
import { SearchMargin } from "../components/search-margin.tsx";
import { IndexNote, SearchNotes } from "../components/search-notes.tsx";
import { SearchPages } from "../components/search-pages.tsx";
import { WhyFound } from "../components/why-found.tsx";
import { formulasOf } from "../formulas-of.ts";
import { withFilters } from "../question-with-filters.ts";
import { readSearchQuery } from "../search-query.ts";
import type { WebDeps } from "../web-deps.ts";

const PAGE_SIZE = 20;

/** Papers found by words and meaning, by an identifier or by a title. */
export async function searchResultsPage(deps: WebDeps, context: Context): Promise<Response> {
  const { page, ...address } = readSearchQuery(context);
  const { question, mode, sort, filters } = address;
  if (question === "" && Object.keys(filters).length === 0) return await showSearchForm(deps, context);
  const found = await search(deps, { ...address, page, limit: PAGE_SIZE, hasFacets: true });
  const formulas = await formulasOf(
    deps.math,
    found.results.map(({ stored }) => stored.paper),
  );
  return await context.render(<Results found={found} address={address} formulas={formulas} />, {
    title: `${question.slice(0, 80)} · Search`,
    question,
    kept: { mode, sort },
    isUnlisted: true,
    feed: { title: `Broadsheet: ${question}`, path: "/feeds/search", query: searchQuery(address) },
  });
}

interface ResultsProps {
  readonly found: SearchPage;
  readonly address: SearchAddress;
  readonly formulas: Formulas;
}

function Results({ found, address, formulas }: ResultsProps) {
  const { results, request, total } = found;
  const byId = new Map(results.map((result) => [result.stored.paper.id, result]));
  return (
    <div class="sheet">
      <SearchMargin found={found} address={address} />
      <main id="content" tabindex={-1}>
        <h1 class="page-title">
          <Total found={found} />
        </h1>
        <ChosenFilters address={address} />
        <Follow address={address} />
        <SearchNotes found={found} address={address} />
        {total === 0 && <NothingFound found={found} address={address} />}
        {results.length > 0 && (
          <PaperList
            papers={results.map(({ stored }) => stored.paper)}
            formulas={formulas}
            start={(request.page - 1) * request.limit + 1}
            highlights={({ id }) => byId.get(id)?.highlights}
            foot={({ id }) => <WhyFound reasons={byId.get(id)?.reasons ?? []} />}
          />
        )}
        <SearchPages found={found} address={address} />
        <QueryHelp />
      </main>
    </div>
  );
}

function Total({ found }: { found: SearchPage }) {
  const { total, request } = found;
  const words = total === 0 ? "Nothing found" : totalWords(found);
  return (
    <>
      {words.charAt(0).toUpperCase() + words.slice(1)}
      {request.question !== "" && (
        <>
          {" "}
          for <Asked question={request.question} />
        </>
      )}
    </>
  );
}

/** Longer ones are whole in the search field only. */
const MOST_SHOWN = 160;

/** A question in quotation marks, unless it has its own. */
function Asked({ question }: { question: string }) {
  const text = question.length > MOST_SHOWN ? `${question.slice(0, MOST_SHOWN)}…` : question;
  return (
    <q dir="auto" {...(text.includes('"') && { class: "as-written" })}>
      {text}
    </q>
  );
}

/** Ways to hear of papers that this search will find. */
function Follow({ address }: { address: SearchAddress }) {
  return (
    <p class="follow">
      <span>
        <FeedIcon /> <a href={searchFeedPath(address)}>Feed of this search</a>
      </span>
      <a href={searchMailPath(withFilters(address))}>Mail me this</a>
    </p>
  );
}

async function showSearchForm(deps: WebDeps, context: Context): Promise<Response> {
  return await context.render(
    <main id="content" class="column" tabindex={-1}>
      <h1 class="page-title">Search</h1>
      <IndexNote progress={deps.index.progress()} />
      <ul class="hints">
        <li>
          Words are looked for in titles, authors and abstracts, and papers that mean the same are found with them.
        </li>
        <li>
          An identifier leads straight to its paper: <code>2608.19880</code>, a DOI, or the address of a paper’s page on
          arXiv, Hugging Face or OpenReview.
        </li>
        <li>A whole title finds that paper, however its source spells it.</li>
        <li>
          For papers like an abstract, <a href="/similar">paste it</a>.
        </li>
      </ul>
      <p class="label">More exactly</p>
      <QueryForms />
    </main>,
    { title: "Search", canonical: "/search", question: "" },
  );
}
