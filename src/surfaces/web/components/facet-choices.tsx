import { formatNumber } from "../../../lib/words.ts";
import type { FacetName } from "../../../search/facet-values.ts";
import type { Facets } from "../../../search/paper-question.ts";
import { searchPath, type SearchAddress } from "../addresses.ts";
import { FACET_LABELS, facetValueTitle, facetValueWords } from "../facet-words.ts";
import { toggled } from "../toggle-filter.ts";

type FacetValues = NonNullable<Facets[FacetName]>;

interface FacetChoicesProps {
  readonly name: FacetName;
  readonly values: FacetValues;
  readonly address: SearchAddress;
}

const MOST_SHOWN = 6;
const MOST_OFFERED = 60;

/** The values that the results have of one facet, each a link that chooses it, or lets it go. */
export function FacetChoices({ name, values, address }: FacetChoicesProps) {
  const ordered = inOrder(name, values.slice(0, MOST_OFFERED));
  const rest = ordered.slice(MOST_SHOWN);
  return (
    <>
      <p class="label" id={`facet-${name}`}>
        {FACET_LABELS[name]}
      </p>
      <ul class="choices" aria-labelledby={`facet-${name}`}>
        <FacetLinks name={name} values={ordered.slice(0, MOST_SHOWN)} address={address} />
      </ul>
      {rest.length > 0 && (
        <details class="more-fields">
          <summary>
            {formatNumber(rest.length)} more<span class="unseen"> of {FACET_LABELS[name].toLowerCase()}</span>
          </summary>
          <ul class="choices">
            <FacetLinks name={name} values={rest} address={address} />
          </ul>
        </details>
      )}
    </>
  );
}

/** Years by date, everything else by how many papers have it. */
const inOrder = (name: FacetName, values: FacetValues): FacetValues =>
  name === "year" ? values.toSorted((a, b) => b.value.localeCompare(a.value)) : values;

function FacetLinks({ name, values, address }: FacetChoicesProps) {
  return (
    <>
      {values.map(({ value, count }) => {
        const isChosen = address.filters?.[name]?.includes(value) ?? false;
        return (
          <li>
            <a
              href={searchPath({ ...address, page: 1, filters: toggled(address.filters, name, value) })}
              title={facetValueTitle(name, value)}
              {...(isChosen && { "aria-current": "true" })}
            >
              {facetValueWords(name, value)} <span class="count">{formatNumber(count)}</span>
            </a>
          </li>
        );
      })}
    </>
  );
}
