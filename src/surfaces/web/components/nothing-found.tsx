import type { SearchSort } from "../../../domain/query.ts";
import { counted } from "../../../lib/words.ts";
import type { Loosening } from "../../../search/loosen.ts";
import type { SearchPage } from "../../../search/search-page.ts";
import { searchPath, type SearchAddress } from "../addresses.ts";
import { FACET_LABELS } from "../facet-words.ts";
import { FACET_NAMES } from "../../../search/facet-values.ts";

interface NothingFoundProps {
  readonly found: SearchPage;
  readonly address: SearchAddress;
}

/** The ways on from a search that finds nothing. */
export function NothingFound({ found: { loosenings, progress, request }, address }: NothingFoundProps) {
  if (progress.total === 0) return <p>There are no papers here yet.</p>;
  if (loosenings.length === 0) return <OtherWords sort={request.sort} address={address} />;
  return (
    <>
      <p>No paper has all of this. Something less finds more:</p>
      <ul class="loosenings">
        {loosenings.map((loosening) => (
          <li>
            <a
              href={searchPath({
                ...address,
                page: 1,
                question: loosening.question,
                filters: loosening.filters,
              })}
            >
              Without <bdi>{leftOut(loosening, request.filters)}</bdi>
            </a>{" "}
            <span class="count">{totalWords(loosening)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** By date, only papers with all words are listed; by best match, those with any. */
function OtherWords({ sort, address }: { sort: SearchSort; address: SearchAddress }) {
  return (
    <p>
      Nothing here fits. Fewer or other words may find more
      {sort !== "relevance" && (
        <>
          , and so may the order by <a href={searchPath({ ...address, page: 1, sort: "relevance" })}>best match</a>,
          where some of the words are enough
        </>
      )}
      .
    </p>
  );
}

/** A facet by its name, everything else as the question writes it. */
function leftOut({ without, filters }: Loosening, chosen: SearchAddress["filters"] = {}): string {
  const facet = FACET_NAMES.find((name) => name === without && chosen[name] !== undefined && !(name in filters));
  return facet === undefined ? without : `the choice of ${FACET_LABELS[facet].toLowerCase()}`;
}

/** `1,204 papers`, `more than 10,000 papers`. */
export const totalWords = ({ total, isTotalExact }: Pick<SearchPage, "total" | "isTotalExact">): string =>
  isTotalExact ? counted(total, "paper") : `more than ${counted(total, "paper")}`;
