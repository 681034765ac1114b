import type { Meaning } from "../../engine/question.ts";
import { isStatic, type Embedder } from "../../inference/embedder.ts";
import { Unavailable } from "../../lib/errors.ts";
import type { PaperMeaning } from "../paper-question.ts";

/** Nearness counts for little as soon as a good part of a question is foreign to the model: it measures 0.01 better there. */
const GATE_POWER = 2;

/** What a question means, for the engine; undefined where the model knows nothing of it or cannot be reached. */
export async function weighMeaning(
  embedder: Embedder,
  meaning: PaperMeaning | undefined,
): Promise<Meaning | undefined> {
  if (!meaning) return undefined;
  const { text, share, isGated } = meaning;
  const weight = isGated && isStatic(embedder) ? share * embedder.familiarity(text) ** GATE_POWER : share;
  if (weight === 0) return undefined;
  const vector = await vectorOf(embedder, text);
  return vector && { vector, weight };
}

/** The vector of a text; undefined when there is none, or now cannot be had. */
export async function vectorOf(embedder: Embedder, text: string): Promise<Float32Array | undefined> {
  try {
    return (await embedder.embed([text]))[0];
  } catch (error) {
    if (error instanceof Unavailable) return undefined;
    throw error;
  }
}
