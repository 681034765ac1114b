import { formatNumber } from "../../../lib/words.ts";
import type { SearchPage } from "../../../search/search-page.ts";
import { searchPath, type SearchAddress } from "../addresses.ts";
import { LAST_PAGE } from "../search-query.ts";

interface SearchPagesProps {
  readonly found: SearchPage;
  readonly address: SearchAddress;
}

/** From page to page of the results; from beyond the last one, back to the first. */
export function SearchPages({ found: { total, request }, address }: SearchPagesProps) {
  const { page, limit } = request;
  const last = Math.min(LAST_PAGE, Math.ceil(total / limit));
  if (last <= 1 && page === 1) return <></>;
  return (
    <nav class="pages" aria-label="Pages">
      {page > 1 && page <= last && (
        <a href={searchPath({ ...address, page: page - 1 })} rel="prev">
          Page {page - 1}
        </a>
      )}
      {page > last ? (
        <a href={searchPath(address)}>First page</a>
      ) : (
        <span>
          Page {formatNumber(page)} of {formatNumber(last)}
        </span>
      )}
      {page < last && (
        <a href={searchPath({ ...address, page: page + 1 })} rel="next">
          Page {page + 1}
        </a>
      )}
    </nav>
  );
}
