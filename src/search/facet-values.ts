import { SOURCE_IDS, type SourceId } from "../domain/source-id.ts";

/** Keywords by which papers are counted and filtered. */
export type FacetName = "year" | "category" | "source" | "has";
export const FACET_NAMES: readonly FacetName[] = ["year", "category", "source", "has"];

/** What `has:` may ask for. */
export const HAS_VALUES: readonly string[] = ["code"];

/** Readers know arXiv as one source, whichever of its doors a paper came through. */
export const sourceFacet = (source: SourceId): string => (source.startsWith("arxiv-") ? "arxiv" : source);

/** What `source:` may ask for. */
export const SOURCE_VALUES: readonly string[] = [...new Set(SOURCE_IDS.map(sourceFacet))];

/** The source that is meant; undefined when it is none. */
export function sourceValue(text: string): string | undefined {
  const name = text.toLowerCase();
  if (name === "hf") return "hugging-face";
  const source = SOURCE_IDS.find((id) => id === name);
  return source ? sourceFacet(source) : SOURCE_VALUES.find((value) => value === name);
}
