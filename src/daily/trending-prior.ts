import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import type { Embedder } from "../inference/embedder.ts";
import type { Day } from "../lib/day.ts";
import type { Prior } from "../ranking/guess.ts";
import { measurePrior } from "../ranking/measure-prior.ts";
import { trainPrior, type JudgedPaper } from "../ranking/train-prior.ts";
import { CONTENT_TRAITS, readTraits, type PaperSketch, type TraitName } from "../ranking/traits.ts";
import type { Store } from "../store/store.ts";

/** A paper of a past edition and the votes that were recorded, wherever it comes from. */
export interface PastSketch {
  readonly name: string;
  readonly day: Day;
  readonly votes: number;
  readonly published: string | undefined;
  readonly sketch: PaperSketch;
}

export interface LearningOptions {
  readonly embedder?: Embedder | undefined;
  readonly traits?: readonly TraitName[];
  /** Papers of days from here on are not learnt from, but measure what was learnt. */
  readonly measureFrom?: Day | undefined;
}

const BUILT_IN = join(import.meta.dirname, "prior", "built-in.json");

/** The prior that ships with Broadsheet. */
export const readBuiltInPrior = (): Prior => JSON.parse(readFileSync(BUILT_IN, "utf8")) as Prior;

/** The prior in force: the one trained here last, or else the one that ships. */
export async function presentPrior({ store }: { readonly store: Pick<Store, "trending"> }): Promise<Prior> {
  const trained = await store.trending.lastPrior();
  return trained === undefined ? readBuiltInPrior() : (JSON.parse(trained) as Prior);
}

/** Learns a prior from past editions, and measures it on the later ones. */
export async function learnPrior(papers: readonly PastSketch[], options: LearningOptions): Promise<Prior> {
  const { embedder, traits = CONTENT_TRAITS, measureFrom } = options;
  const judged = await judge(papers, { embedder, traits });
  const isLater = ({ day }: JudgedPaper): boolean => measureFrom !== undefined && day >= measureFrom;
  const past = judged.filter((paper) => !isLater(paper));
  const later = judged.filter(isLater);
  const prior = trainPrior(past, { traits, space: embedder?.space });
  const measured = later.length === 0 ? undefined : measurePrior(prior, later);
  return { name: nameOf(prior), ...prior, ...(measured && { measured }) };
}

const nameOf = (content: object): string => hash("sha256", JSON.stringify(content), "hex").slice(0, 12);

/** Texts whose vectors are made before others get a turn. */
const STEP = 50;

/** Papers as a training or a measurement takes them. */
export async function judge(
  papers: readonly PastSketch[],
  { embedder, traits }: { readonly embedder?: Embedder | undefined; readonly traits: readonly TraitName[] },
): Promise<readonly JudgedPaper[]> {
  const judged: JudgedPaper[] = [];
  for (let start = 0; start < papers.length; start += STEP) {
    const part = papers.slice(start, start + STEP);
    const vectors = await embedder?.embed(part.map(({ sketch }) => textOf(sketch)));
    for (const [index, { name, day, votes, published, sketch }] of part.entries()) {
      const values = readTraits(sketch, traits);
      const { authorCount } = sketch;
      judged.push({ name, day, votes, published, authorCount, traits: values, vector: vectors?.[index] });
    }
    await turn();
  }
  return judged;
}

/** What the words of a paper are, for its vector. */
export const textOf = ({ title, abstract, summary }: PaperSketch): string => `${title}\n${abstract ?? summary ?? ""}`;
