import { hash } from "node:crypto";
import { titleKey } from "../../domain/title-key.ts";
import type { StaticEmbedder } from "../embedder.ts";
import type { TrainingPaper } from "./training-texts.ts";

/** One paper in 256 is never trained on: those whose title key has an MD5 that ends in 00. They measure. */
export const isHeldOut = (title: string): boolean => hash("md5", titleKey(title)).endsWith("00");

/** A small collection needs a larger share to measure by: one paper in 16, those above among them. */
export const isHeldOutLocally = (title: string): boolean => hash("md5", titleKey(title)).endsWith("0");

/** The mean reciprocal rank of each paper's abstract among all of them, by its title. */
export function rankTitles(model: Pick<StaticEmbedder, "encode">, papers: readonly TrainingPaper[]): number {
  const titles = papers.map(({ title }) => model.encode(title));
  const abstracts = papers.map(({ abstract }) => model.encode(abstract));
  const ranks = titles.map((title, own) => {
    const wanted = cosine(title, abstracts[own]);
    return 1 + abstracts.filter((abstract, other) => other !== own && cosine(title, abstract) >= wanted).length;
  });
  return ranks.reduce((sum, rank) => sum + 1 / rank, 0) / Math.max(1, ranks.length);
}

function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (a === undefined || b === undefined) return 0;
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}
