import type { Context } from "hono";
import { search, type IndexProgress, type SearchPage, type SearchResult } from "../../../search/search.ts";
import { UserError } from "../../../lib/errors.ts";
import type { Formulas } from "../../../lib/math.ts";
import { searchPath } from "../addresses.ts";
import { PaperList } from "../components/paper-list.tsx";
import { formulasOf } from "../formulas-of.ts";
import type { WebDeps } from "../web-deps.ts";
import { counted, formatNumber } from "../../../lib/words.ts";

const PAGE_SIZE = 20;
/** Nobody reads so far, and each page costs the sum of those before it. */
const LAST_PAGE = 50;

/** Papers found by words, an identifier or a title. */
export async function searchResultsPage(deps: WebDeps, context: Context): Promise<Response> {
  const question = (context.req.query("q") ?? "").trim();
  if (question === "") return await showSearchForm(deps, context);
  const page = readPage(context.req.query("page") || "1");
  const found = await search(deps, question, { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE });
  const formulas = await formulasOf(
    deps.math,
    found.results.map(({ stored }) => stored.paper),
  );
  return await context.render(<Results found={found} page={page} formulas={formulas} />, {
    title: `${question.slice(0, 80)} · Search`,
    question,
    isUnlisted: true,
  });
}

function readPage(text: string): number {
  const page = /^[1-9]\d?$/.test(text) ? Number(text) : Number.NaN;
  if (page <= LAST_PAGE) return page;
  throw new UserError(
    "invalid",
    `A page of search results is a whole number from 1 to ${LAST_PAGE}; the address says ${text.slice(0, 40)}.`,
  );
}

interface ResultsProps {
  readonly found: SearchPage;
  readonly page: number;
  readonly formulas: Formulas;
}

function Results({ found, page, formulas }: ResultsProps) {
  const { question, total, results, progress } = found;
  const start = (page - 1) * PAGE_SIZE + 1;
  const lastPage = Math.min(LAST_PAGE, Math.ceil(total / PAGE_SIZE));
  const exact = new Map(results.map(({ stored, exact: why }) => [stored.paper.id, why]));
  return (
    <main id="content" class="column" tabindex={-1}>
      <h1 class="page-title">
        {total === 0 ? "Nothing found" : counted(total, "paper")} for <q dir="auto">{question}</q>
      </h1>
      <Progress progress={progress} />
      {total === 0 && <Hints />}
      {results.length > 0 && (
        <PaperList
          papers={results.map(({ stored }) => stored.paper)}
          formulas={formulas}
          start={start}
          note={({ id }) => <Exactness exact={exact.get(id)} />}
        />
      )}
      {lastPage > 1 && (
        <nav class="pages" aria-label="Pages">
          {page > 1 && (
            <a href={searchPath(question, page - 1)} rel="prev">
              Page {page - 1}
            </a>
          )}
          <span>
            Page {formatNumber(page)} of {formatNumber(lastPage)}
          </span>
          {page < lastPage && (
            <a href={searchPath(question, page + 1)} rel="next">
              Page {page + 1}
            </a>
          )}
        </nav>
      )}
    </main>
  );
}

function Exactness({ exact }: { exact: SearchResult["exact"] }) {
  if (exact === undefined) return <></>;
  return <p class="remark">{exact === "identifier" ? "Goes by this identifier" : "Has exactly this title"}</p>;
}

function Progress({ progress: { indexed, total, isReady } }: { progress: IndexProgress }) {
  if (isReady) return <></>;
  return (
    <p class="notice" role="status">
      The index is still being built: {formatNumber(indexed)} of {counted(total, "paper")} can be found so far.
    </p>
  );
}

async function showSearchForm(deps: WebDeps, context: Context): Promise<Response> {
  return await context.render(
    <main id="content" class="column" tabindex={-1}>
      <h1 class="page-title">Search</h1>
      <Progress progress={deps.index.progress()} />
      <Hints />
    </main>,
    { title: "Search", canonical: "/search", question: "" },
  );
}

function Hints() {
  return (
    <ul class="hints">
      <li>
        Words are looked for in titles, authors and abstracts; papers that have more of them, and rarer ones, come
        first.
      </li>
      <li>
        An identifier leads straight to its paper: <code>2608.19880</code>, a DOI, or the address of a paper’s page on
        arXiv, Hugging Face or OpenReview.
      </li>
      <li>A whole title finds that paper, however its source spells it.</li>
      <li>Fewer words find more.</li>
    </ul>
  );
}
