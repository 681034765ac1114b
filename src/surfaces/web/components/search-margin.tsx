import type { SearchMode, SearchSort } from "../../../domain/query.ts";
import { counted } from "../../../lib/words.ts";
import { FACET_NAMES } from "../../../search/facet-values.ts";
import type { SearchPage } from "../../../search/search-page.ts";
import { searchPath, type SearchAddress } from "../addresses.ts";
import { FacetChoices } from "./facet-choices.tsx";

const MODES: readonly { readonly mode: SearchMode; readonly name: string }[] = [
  { mode: "fused", name: "Words and meaning" },
  { mode: "words", name: "Words" },
  { mode: "meaning", name: "Meaning" },
];

const SORTS: readonly { readonly sort: SearchSort; readonly name: string }[] = [
  { sort: "relevance", name: "Best match" },
  { sort: "newest", name: "Newest" },
  { sort: "oldest", name: "Oldest" },
];

interface SearchMarginProps {
  readonly found: SearchPage;
  /** What the address asks for; a page of it is never kept. */
  readonly address: SearchAddress;
}

/** What stands beside the results: how papers are matched and ordered, and what they can be narrowed down by. */
export function SearchMargin({ found, address }: SearchMarginProps) {
  const { mode, sort } = found.request;
  return (
    <div class="margin">
      <nav aria-labelledby="margin-mode">
        <p class="label" id="margin-mode">
          Match by
        </p>
        <ul class="choices">
          {MODES.map((choice) => (
            <li>
              <a
                href={searchPath({ ...address, mode: choice.mode })}
                {...(choice.mode === mode && { "aria-current": "true" })}
              >
                {choice.name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <nav aria-labelledby="margin-sort">
        <p class="label" id="margin-sort">
          Order
        </p>
        <ul class="choices">
          {SORTS.map((choice) => (
            <li>
              <a
                href={searchPath({ ...address, sort: choice.sort })}
                {...(choice.sort === sort && { "aria-current": "true" })}
              >
                {choice.name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Facets found={found} address={address} />
    </div>
  );
}

/** Beside the results they stand open; above them they fold, since they may fill a screen. */
function Facets({ found: { facets, request }, address }: SearchMarginProps) {
  const chosen = Object.values(request.filters).flat().length;
  const offered = FACET_NAMES.filter((name) => (facets[name] ?? []).length > 0);
  if (offered.length === 0) return <></>;
  return (
    <nav class="facets" aria-label="Narrow down">
      <details>
        <summary>Narrow down{chosen > 0 && `, ${counted(chosen, "choice")} made`}</summary>
        {offered.map((name) => (
          <FacetChoices name={name} values={facets[name] ?? []} address={address} />
        ))}
      </details>
    </nav>
  );
}
