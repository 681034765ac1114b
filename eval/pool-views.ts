import type { StaticEmbedder } from "../src/inference/embedder.ts";
import { UserError } from "../src/lib/errors.ts";
import { FUSION, type FusionConstants } from "../src/search/fusion-constants.ts";
import { rankPool } from "../src/search/rank-pool.ts";
import type { Facet } from "../src/search/sentence-roles.ts";
import type { TestDocument } from "./sets/read-documents.ts";
import type { PoolQuestion } from "./sets/read-questions.ts";

/** Our names of the facets that CSFCube asks for, by its own. */
const FACETS: ReadonlyMap<string, Facet> = new Map([
  ["background", "problem"],
  ["method", "method"],
  ["result", "result"],
]);

/** How likeness is measured: by tf-idf alone, unless there is an embedder. */
export interface PoolView {
  readonly embedder?: StaticEmbedder;
  readonly constants?: FusionConstants;
  /** Whether the sentences on the facet that is asked for count once more. */
  readonly isByFacet?: boolean;
}

/** The product's ways to find similar papers. */
export const poolViews = (embedder: StaticEmbedder): Readonly<Record<string, PoolView>> => ({
  words: {},
  meaning: { embedder, constants: { ...FUSION, similarVectorShare: 1 } },
  fused: { embedder },
  facet: { embedder, isByFacet: true },
});

/** Puts the pool of a question in order, the papers most like its own first. */
export function rankJudgedPool(
  documents: ReadonlyMap<string, TestDocument>,
  { paper, facet, judgements }: PoolQuestion,
  { embedder, constants, isByFacet = false }: PoolView,
): readonly string[] {
  const textOf = (id: string): TestDocument => {
    const document = documents.get(id);
    if (!document) throw new UserError("invalid", `The corpus lacks the document ${id}, which a question asks for.`);
    return document;
  };
  const pool = [...judgements.keys()];
  const alike = rankPool(textOf(paper), pool.map(textOf), {
    embedder,
    constants,
    facet: isByFacet ? FACETS.get(facet) : undefined,
  });
  return pool
    .map((id, at) => ({ id, score: alike[at]?.score ?? 0 }))
    .toSorted((a, b) => b.score - a.score)
    .map(({ id }) => id);
}
