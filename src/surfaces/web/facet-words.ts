import { categoryName } from "../../domain/category.ts";
import { labelOf, publisherOf, SOURCE_IDS } from "../../domain/source-id.ts";
import { sourceFacet, type FacetName } from "../../search/facet-values.ts";

export const FACET_LABELS: Readonly<Record<FacetName, string>> = {
  year: "Year",
  category: "Category",
  source: "Source",
  has: "Has",
};

/** A value of a facet as readers know it. */
export function facetValueWords(name: FacetName, value: string): string {
  if (name === "source") return sourceWords(value);
  return name === "has" ? value.charAt(0).toUpperCase() + value.slice(1) : value;
}

/** What a value stands for, where that is not plain. */
export const facetValueTitle = (name: FacetName, value: string): string | undefined =>
  name === "category" ? categoryName(value) : undefined;

/** Sources that are several doors of one publisher go by its name. */
function sourceWords(value: string): string {
  const doors = SOURCE_IDS.filter((id) => sourceFacet(id) === value);
  const [first] = doors;
  if (first === undefined) return value;
  return doors.length > 1 ? publisherOf(first) : labelOf(first);
}
