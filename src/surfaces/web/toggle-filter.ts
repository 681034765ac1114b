import type { FacetName } from "../../search/facet-values.ts";
import type { ChosenFilters } from "../../search/search-request.ts";

/** Filters with one value more or, where it was chosen, one less. */
export function toggled(filters: ChosenFilters = {}, name: FacetName, value: string): ChosenFilters {
  const chosen = filters[name] ?? [];
  const values = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
  return { ...filters, [name]: values };
}
