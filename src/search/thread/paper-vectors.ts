import { isStatic, type Embedder } from "../../inference/embedder.ts";
import type { PaperText } from "../rank-pool.ts";
import { embeddedText } from "./paper-document.ts";

/** In a sum of word vectors the few words of a title drown among those of an abstract; chosen as `FUSION` is (decision 0015). */
const TITLE_SHARE = 0.5;

/**
 * Where papers lie, in order; undefined where the model knows no word of one. Throws `Unavailable` when the model cannot be
 * reached. Static models see the title once more; others read a text as a whole.
 */
export async function paperVectors(
  embedder: Embedder,
  papers: readonly PaperText[],
): Promise<readonly (Float32Array | undefined)[]> {
  const vectors = await embedder.embed(papers.map(embeddedText));
  if (!isStatic(embedder)) return vectors;
  return vectors.map((vector, at) => vector && towards(vector, embedder.encode(papers[at]?.title ?? "")));
}

function towards(vector: Float32Array, title: Float32Array | undefined): Float32Array {
  return title ? vector.map((number, at) => number + TITLE_SHARE * (title[at] ?? 0)) : vector;
}
