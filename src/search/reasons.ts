import type { Query } from "../domain/query.ts";
import { formatPart } from "./format-query.ts";

/** Why a paper is among the results. */
export type Reason =
  | { readonly kind: "exact"; readonly by: "identifier" | "title" }
  /** Words and “phrases” of the question that the paper has. */
  | { readonly kind: "words"; readonly words: readonly string[] }
  /** Cosine of its meaning and the question's. */
  | { readonly kind: "similarity"; readonly cosine: number }
  /** Restrictions that it passes, as the question writes them. */
  | { readonly kind: "filters"; readonly filters: readonly string[] };

interface Match {
  readonly exact?: "identifier" | "title" | undefined;
  readonly words: readonly string[];
  readonly similarity?: number | undefined;
}

/** The reasons for one result, strongest first. */
export function reasonsFor({ parts }: Query, { exact, words, similarity }: Match): readonly Reason[] {
  const filters =
    exact === undefined ? parts.filter(({ kind }) => kind !== "text" && kind !== "id").map(formatPart) : [];
  return [
    ...(exact === undefined ? [] : [{ kind: "exact", by: exact } as const]),
    ...(words.length === 0 ? [] : [{ kind: "words", words } as const]),
    ...(similarity === undefined ? [] : [{ kind: "similarity", cosine: similarity } as const]),
    ...(filters.length === 0 ? [] : [{ kind: "filters", filters } as const]),
  ];
}
