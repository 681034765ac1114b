import type { Context } from "hono";
import { UserError } from "../../../lib/errors.ts";
import type { Formulas } from "../../../lib/math.ts";
import type { Listing, StoredPaper } from "../../../store/store.ts";
import { listingPath } from "../addresses.ts";
import { PaperList } from "../components/paper-list.tsx";
import { ProblemList } from "../components/problem-list.tsx";
import { Moment } from "../components/times.tsx";
import { formulasOf } from "../formulas-of.ts";
import type { WebDeps } from "../web-deps.ts";
import { counted } from "../../../lib/words.ts";

const PAGE_SIZE = 50;

/** One listing: its papers in its own order. */
export async function listingPage({ store, math }: WebDeps, context: Context, name: string): Promise<Response> {
  const listing = /^\d{1,15}$/.test(name) ? await store.listings.find(Number(name)) : undefined;
  if (!listing) throw new UserError("missing", "There is no such listing. The page of listings has all there are.");
  const after = Number(context.req.query("after") ?? Number.NaN);
  const items = await store.listings.papers(listing.id, PAGE_SIZE, ...(Number.isSafeInteger(after) ? [after] : []));
  const papers = await store.papers.load(items.map(({ key }) => key));
  const formulas = await formulasOf(
    math,
    papers.map(({ paper }) => paper),
  );
  const lastPosition = items.at(-1)?.position;
  const next = items.length === PAGE_SIZE && lastPosition !== undefined ? lastPosition : undefined;
  return await context.render(<ListingPage listing={listing} papers={papers} formulas={formulas} next={next} />, {
    title: listing.name,
    canonical: listingPath(listing.id),
  });
}

interface ListingPageProps {
  readonly listing: Listing;
  readonly papers: readonly StoredPaper[];
  readonly formulas: Formulas;
  /** Position after which the next page begins. */
  readonly next: number | undefined;
}

function ListingPage({ listing, papers, formulas, next }: ListingPageProps) {
  const { id, name, format, createdAt, found, added, known, problems } = listing;
  return (
    <main id="content" class="column" tabindex={-1}>
      <p class="kicker">
        <a href="/listings">Listings</a>
        <span>{format}</span>
        <Moment at={createdAt} />
      </p>
      <h1 class="page-title">
        <bdi>{name}</bdi>
      </h1>
      <p class="facts">
        <span>{counted(found, "paper")}</span>
        <span>{counted(added, "was new here", "were new here")}</span>
        <span>{counted(known, "was known already", "were known already")}</span>
      </p>
      <ProblemList problems={problems} />
      <PaperList papers={papers.map(({ paper }) => paper)} formulas={formulas} />
      {next !== undefined && (
        <nav class="pages" aria-label="Pages">
          <a href={`${listingPath(id)}?after=${next}`} rel="next">
            Next {PAGE_SIZE} papers
          </a>
        </nav>
      )}
    </main>
  );
}
