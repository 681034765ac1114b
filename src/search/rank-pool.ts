import type { StaticEmbedder } from "../inference/embedder.ts";
import { FUSION, type FusionConstants } from "./fusion-constants.ts";
import { sentenceRoles, type Facet } from "./sentence-roles.ts";
import { createWordWeights, type WeighedText } from "./similar/word-weights.ts";

/** A text that may be like another: title and abstract. */
export interface PaperText {
  readonly title: string;
  readonly abstract: string;
}

interface RankOptions {
  readonly facet?: Facet | undefined;
  readonly embedder?: Pick<StaticEmbedder, "encode"> | undefined;
  readonly constants?: FusionConstants | undefined;
}

/** How like a text is, -1 to 1, and the words that make it so, strongest first. */
export interface Alike {
  readonly score: number;
  readonly words: readonly string[];
}

/**
 * How like each candidate is to a paper: cosines of vectors and of tf-idf over these texts, mixed; for a facet, that of the
 * sentences about it and of the whole, mixed. Pure; in the order of the candidates.
 */
export function rankPool(
  paper: PaperText,
  candidates: readonly PaperText[],
  { facet, embedder, constants = FUSION }: RankOptions,
): readonly Alike[] {
  const texts = [paper, ...candidates].map(({ title, abstract }) => `${title}\n${abstract}`);
  const whole = likeness(texts, embedder, constants);
  // The problem is what a whole abstract is about: measured, the sentences that name it tell less (decision 0015).
  if (facet === undefined || facet === "problem") return whole;
  const about = [paper, ...candidates].map((text) => sentencesAbout(text, facet));
  const partial = likeness(about, embedder, constants);
  return whole.map(({ score, words }, at) => ({
    score: constants.facetShare * (partial[at]?.score ?? 0) + (1 - constants.facetShare) * score,
    words: [...new Set([...(partial[at]?.words ?? []), ...words])],
  }));
}

/** What a paper says of a facet; its title, where no sentence does. */
function sentencesAbout({ title, abstract }: PaperText, facet: Facet): string {
  const about = sentenceRoles(abstract).filter(({ role }) => role === facet);
  return about.length === 0 ? title : about.map(({ text }) => text).join(" ");
}

/** Of the first text to each of the others. */
function likeness(
  texts: readonly string[],
  embedder: Pick<StaticEmbedder, "encode"> | undefined,
  { similarVectorShare }: FusionConstants,
): readonly Alike[] {
  const weighed = createWordWeights(texts);
  const vectors = texts.map((text) => embedder?.encode(text));
  const [first, ...others] = weighed;
  const vector = vectors[0];
  if (!first) return [];
  return others.map((other, at) => {
    const { cosine, words } = sharedWords(first, other);
    const candidate = vectors[at + 1];
    if (!vector || !candidate) return { score: cosine, words };
    return { score: similarVectorShare * dot(vector, candidate) + (1 - similarVectorShare) * cosine, words };
  });
}

const WORDS_NAMED = 8;

function sharedWords(a: WeighedText, b: WeighedText): { readonly cosine: number; readonly words: readonly string[] } {
  const shared: { readonly word: string; readonly product: number }[] = [];
  let cosine = 0;
  for (const [word, weight] of a) {
    const product = weight * (b.get(word) ?? 0);
    if (product === 0) continue;
    cosine += product;
    shared.push({ word, product });
  }
  const strongest = shared.toSorted((x, y) => y.product - x.product).slice(0, WORDS_NAMED);
  return { cosine, words: strongest.map(({ word }) => word) };
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] as number) * (b[at] as number);
  return sum;
}
