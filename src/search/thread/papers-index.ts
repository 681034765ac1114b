import { openIndex, type Index } from "../../engine/engine.ts";
import type { Schema, VectorSpace } from "../../engine/schema.ts";
import { Unavailable } from "../../lib/errors.ts";
import type { Embedder } from "../../inference/embedder.ts";
import type { PaperChange, PaperReads } from "../../store/store.ts";
import type { PaperText } from "../rank-pool.ts";
import { toDocument, UNPLACED, type Placing } from "./paper-document.ts";
import { paperVectors } from "./paper-vectors.ts";

/** A title says in ten words what its abstract says in two hundred. */
const PAPER_SCHEMA: Schema = {
  text: [
    { name: "title", weight: 2.5, lengthPenalty: 0.75 },
    { name: "authors", weight: 1.5, lengthPenalty: 0.75 },
    { name: "abstract", weight: 1, lengthPenalty: 0.75 },
  ],
  keywords: ["category", "cat", "source", "year", "has", "venue", "space"],
};

/** Raised whenever the same paper shall make another document than before: indexes are built anew then. */
const REVISION = 3;

interface PapersIndexOptions {
  readonly folder: string;
  readonly papers: Pick<PaperReads, "origin">;
  /** Where the vectors of papers live; without it, papers are found by their words alone. */
  readonly space?: VectorSpace | undefined;
}

/** Opens the index of the papers of a database. */
export async function openPapersIndex({ folder, papers, space }: PapersIndexOptions): Promise<Index> {
  const madeFrom = `papers ${REVISION} ${await papers.origin()}`;
  return openIndex({ folder, schema: { ...PAPER_SCHEMA, vectors: space }, madeFrom });
}

/** The space of an embedder's vectors. */
export const spaceOf = ({ space, dimensions }: Embedder): VectorSpace => ({ name: space, dimensions });

/**
 * Takes changes of papers in, to be found at once. When the embedder cannot be reached, by their words alone for now.
 * Gives the number of papers that it placed.
 */
export async function applyChanges(
  index: Index,
  changes: readonly PaperChange[],
  embedder?: Embedder,
): Promise<number> {
  const present = changes.flatMap(({ key, paper }) => (paper ? [{ key, paper }] : []));
  const placings = await place(
    present.map(({ paper }) => paper),
    embedder,
  );
  index.remove(changes.flatMap(({ key, paper }) => (paper ? [] : [key])));
  index.put(present.map(({ key, paper }, at) => toDocument(key, paper, placings[at] ?? UNPLACED)));
  return placings.length;
}

async function place(papers: readonly PaperText[], embedder: Embedder | undefined): Promise<readonly Placing[]> {
  if (!embedder) return [];
  try {
    const vectors = await paperVectors(embedder, papers);
    return vectors.map((vector) => ({ space: embedder.space, vector }));
  } catch (error) {
    if (error instanceof Unavailable) return [];
    throw error;
  }
}
