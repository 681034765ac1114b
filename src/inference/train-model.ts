import { UserError } from "../lib/errors.ts";
import type { ModelCard } from "./model-card.ts";
import { packModel, type ModelParts } from "./static/model-file.ts";
import { quantiseRows } from "./static/quantise.ts";
import { StaticModel } from "./static-model.ts";
import { chooseVocabulary, type CountedVocabulary } from "./training/choose-vocabulary.ts";
import { contrast, type ContrastSettings } from "./training/contrast.ts";
import { isHeldOut, rankTitles } from "./training/held-out.ts";
import { toPaperRows } from "./training/paper-rows.ts";
import { createRandom, type Random } from "./training/random.ts";
import { TrainingTexts, type TrainingPaper } from "./training/training-texts.ts";

export type { TrainingPaper } from "./training/training-texts.ts";

export interface TrainingSettings extends ContrastSettings {
  readonly seed: number;
  readonly words: number;
  readonly wordPairs: number;
  /** Of each number in the file. */
  readonly bits: 4 | 8;
}

export const TRAINING_SETTINGS: TrainingSettings = {
  seed: 1,
  words: 30_000,
  wordPairs: 20_000,
  bits: 4,
  dimensions: 256,
  prefixes: [64, 256],
  pairsInBatch: 1024,
  rounds: 3,
  rate: 0.04,
  warmUpSteps: 50,
  dropout: 0.1,
  temperatures: { "title-abstract": 0.05, halves: 0.07 },
};

export type TrainingProgress =
  | { readonly stage: "reading"; readonly papers: number }
  | { readonly stage: "training"; readonly done: number; readonly total: number; readonly loss: number };

export interface TrainingOptions {
  readonly name: string;
  readonly settings?: Partial<TrainingSettings>;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: TrainingProgress) => void) | undefined;
}

/**
 * Trains a static model from papers, and gives its file. The same papers in the same order, and the same seed, give the same
 * file. Throws `UserError` when there are too few papers, and the signal's reason when aborted.
 */
export async function trainModel(
  papers: AsyncIterable<TrainingPaper>,
  { name, settings: chosen, signal, onProgress }: TrainingOptions,
): Promise<Uint8Array> {
  const settings = { ...TRAINING_SETTINGS, ...chosen };
  const { texts, heldOut } = await readPapers(papers, { signal, onProgress });
  if (texts.papers < settings.pairsInBatch)
    throw new UserError(
      "invalid",
      `Training takes at least ${settings.pairsInBatch} papers with abstracts; here are ${texts.papers}.`,
    );
  const counted = chooseVocabulary(texts, { words: settings.words, pairs: settings.wordPairs });
  const random = createRandom(settings.seed);
  const { vectors, losses } = await contrast(
    toPaperRows(texts, counted.vocabulary),
    firstVectors(counted, { papers: texts.papers, dimensions: settings.dimensions, random }),
    settings,
    { random, signal, onStep: (step) => onProgress?.({ stage: "training", ...step }) },
  );
  const { dimensions, bits } = settings;
  const model = { ...counted, dimensions, bits, ...quantiseRows(vectors, dimensions, bits) };
  return measured(model, { name, papers: texts.papers, settings, losses }, heldOut);
}

interface Read {
  readonly texts: TrainingTexts;
  readonly heldOut: readonly TrainingPaper[];
}

async function readPapers(
  papers: AsyncIterable<TrainingPaper>,
  { signal, onProgress }: Pick<TrainingOptions, "signal" | "onProgress">,
): Promise<Read> {
  const texts = new TrainingTexts();
  const heldOut: TrainingPaper[] = [];
  for await (const paper of papers) {
    signal?.throwIfAborted();
    if (isHeldOut(paper.title)) heldOut.push(paper);
    else if (texts.add(paper)) onProgress?.({ stage: "reading", papers: texts.papers });
  }
  return { texts, heldOut };
}

/** Normal numbers; rarer rows are longer, since they say more. */
function firstVectors(
  { vocabulary, frequencies }: CountedVocabulary,
  { papers, dimensions, random }: { papers: number; dimensions: number; random: Random },
): Float32Array {
  const weights = Array.from(frequencies, (count) => Math.log(1 + (papers - count + 0.5) / (count + 0.5)));
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  const scale = 1 / (mean * Math.sqrt(dimensions));
  const vectors = new Float32Array(vocabulary.size * dimensions);
  for (let at = 0; at < vectors.length; at++)
    vectors[at] = random.normal() * scale * (weights[Math.floor(at / dimensions)] ?? 0);
  return vectors;
}

interface Making {
  readonly name: string;
  readonly papers: number;
  readonly settings: TrainingSettings;
  readonly losses: ModelCard["losses"];
}

/** The model's file, with what it does to held-out papers in its card. */
function measured(
  parts: Omit<ModelParts, "card">,
  { name, papers, settings: { seed, temperatures, ...settings }, losses }: Making,
  heldOut: readonly TrainingPaper[],
): Uint8Array {
  const card = {
    name,
    papers,
    seed,
    settings: {
      ...settings,
      titleAbstractTemperature: temperatures["title-abstract"],
      halvesTemperature: temperatures.halves,
    },
    losses: losses.map((round) =>
      Object.fromEntries(Object.entries(round).map(([kind, loss]) => [kind, rounded(loss)])),
    ),
    heldOut: { papers: heldOut.length, titleToAbstract: 0 },
  };
  const untold = new StaticModel(packModel({ ...parts, card }), name);
  const titleToAbstract = rounded(rankTitles(untold, heldOut));
  return packModel({ ...parts, card: { ...card, heldOut: { papers: heldOut.length, titleToAbstract } } });
}

const rounded = (number: number): number => Math.round(number * 1e4) / 1e4;
