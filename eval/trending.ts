import { createReadStream } from "node:fs";
import { pastSketchOf } from "../src/daily/past-sketch.ts";
import { learnPrior, type PastSketch } from "../src/daily/trending-prior.ts";
import type { Embedder } from "../src/inference/embedder.ts";
import type { Day } from "../src/lib/day.ts";
import type { OrderQuality, Prior } from "../src/ranking/guess.ts";
import { CONTENT_TRAITS, STATUS_TRAITS, type TraitName } from "../src/ranking/traits.ts";
import { openListing } from "../src/sources/listing.ts";

/** Papers of days before this one are learnt from; the later ones measure. */
const SPLIT = "2026-05-01" as Day;

const ARMS: readonly { readonly name: string; readonly traits: readonly TraitName[]; readonly hasWords: boolean }[] = [
  { name: "traits", traits: CONTENT_TRAITS, hasWords: false },
  { name: "words", traits: [], hasWords: true },
  { name: "traits and words (the prior)", traits: CONTENT_TRAITS, hasWords: true },
  { name: "… and number of authors", traits: [...CONTENT_TRAITS, "authors"], hasWords: true },
  { name: "… and organisation", traits: [...CONTENT_TRAITS, ...STATUS_TRAITS], hasWords: true },
  { name: "traits and status, no words", traits: [...CONTENT_TRAITS, ...STATUS_TRAITS], hasWords: false },
];

/** What a run prints. */
export interface TrendingReport {
  readonly set: "trending";
  /** Days and papers that nothing was learnt from. */
  readonly days: number;
  readonly papers: number;
  readonly orders: Readonly<Record<string, OrderQuality>>;
}

/**
 * How well priors with different inputs order each later day of a corpus of featured papers (JSON Lines, plain or gzipped),
 * beside orders that need none. Without an embedder the arms that read words are left out.
 */
export async function evaluateTrending(corpus: string, embedder: Embedder | undefined): Promise<TrendingReport> {
  const papers = await readCorpus(corpus);
  const arms = ARMS.filter(({ hasWords }) => embedder !== undefined || !hasWords);
  const priors: { readonly name: string; readonly prior: Prior }[] = [];
  for (const { name, traits, hasWords } of arms) {
    const options = { traits, measureFrom: SPLIT, embedder: hasWords ? embedder : undefined };
    priors.push({ name, prior: await learnPrior(papers, options) });
  }
  const measured = priors[0]?.prior.measured;
  const plain = Object.entries(measured?.orders ?? {}).filter(([name]) => name !== "prior");
  const learnt = priors.flatMap(({ name, prior }) => {
    const quality = prior.measured?.orders["prior"];
    return quality ? [[name, quality] as const] : [];
  });
  return {
    set: "trending",
    days: measured?.days ?? 0,
    papers: measured?.papers ?? 0,
    orders: Object.fromEntries([...plain, ...learnt]),
  };
}

async function readCorpus(path: string): Promise<readonly PastSketch[]> {
  const papers: PastSketch[] = [];
  const { batches } = await openListing(createReadStream(path), { fileName: path });
  for await (const { entries } of batches)
    papers.push(...entries.flatMap(({ sighting }) => pastSketchOf(sighting) ?? []));
  return papers;
}
