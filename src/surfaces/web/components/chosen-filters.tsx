import { FACET_NAMES } from "../../../search/facet-values.ts";
import { searchPath, type SearchAddress } from "../addresses.ts";
import { FACET_LABELS, facetValueWords } from "../facet-words.ts";
import { toggled } from "../toggle-filter.ts";

/** What was chosen of the facets; each choice can be taken back. */
export function ChosenFilters({ address }: { address: SearchAddress }) {
  const { filters = {} } = address;
  const chosen = FACET_NAMES.flatMap((name) => (filters[name] ?? []).map((value) => ({ name, value })));
  if (chosen.length === 0) return <></>;
  return (
    <ul class="chips" aria-label="Narrowed down to">
      {chosen.map(({ name, value }) => (
        <li>
          <a href={searchPath({ ...address, page: 1, filters: toggled(filters, name, value) })}>
            <span class="unseen">Take back: </span>
            {FACET_LABELS[name]} {facetValueWords(name, value)} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
      {chosen.length > 1 && (
        <li>
          <a href={searchPath({ ...address, page: 1, filters: {} })}>Take all back</a>
        </li>
      )}
    </ul>
  );
}
