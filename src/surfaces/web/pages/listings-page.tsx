import type { Context } from "hono";
import type { Listing } from "../../../store/store.ts";
import { listingPath } from "../addresses.ts";
import { Moment } from "../components/times.tsx";
import type { WebDeps } from "../web-deps.ts";
import { counted } from "../../../lib/words.ts";

const PAGE_SIZE = 50;

/** All listings, newest first. */
export async function listingsPage({ store }: WebDeps, context: Context): Promise<Response> {
  const before = Number(context.req.query("before") ?? Number.NaN);
  const listings = await store.listings.newest(PAGE_SIZE, ...(Number.isSafeInteger(before) ? [before] : []));
  const last = listings.at(-1);
  return await context.render(
    <main id="content" class="column" tabindex={-1}>
      <h1 class="page-title">Listings</h1>
      <p class="intro">
        Files and texts that name many papers, each kept with a page of its own. <a href="/import">Bring one</a>
      </p>
      {listings.length === 0 && <p>None yet.</p>}
      <ul class="listings">
        {listings.map((listing) => (
          <ListingItem listing={listing} />
        ))}
      </ul>
      {last && listings.length === PAGE_SIZE && (
        <nav class="pages" aria-label="Pages">
          <a href={`/listings?before=${last.id}`} rel="next">
            Older listings
          </a>
        </nav>
      )}
    </main>,
    { title: "Listings", canonical: "/listings" },
  );
}

function ListingItem({ listing: { id, name, createdAt, found, added, problems } }: { listing: Listing }) {
  return (
    <li>
      <a class="listing-name" href={listingPath(id)}>
        <bdi>{name}</bdi>
      </a>
      <p class="facts">
        <span>{counted(found, "paper")}</span>
        <span>{counted(added, "was new here", "were new here")}</span>
        {problems.length > 0 && <span>{counted(problems.length, "problem")}</span>}
        <Moment at={createdAt} />
      </p>
    </li>
  );
}
