import { UserError } from "../lib/errors.ts";
import type { AdaptationCard } from "./model-card.ts";
import { packModel } from "./static/model-file.ts";
import { quantiseRows, restoreRows } from "./static/quantise.ts";
import { StaticModel } from "./static-model.ts";
import { addWords } from "./training/add-words.ts";
import { contrast, type ContrastSettings } from "./training/contrast.ts";
import { isHeldOutLocally, rankTitles } from "./training/held-out.ts";
import { holdBack } from "./training/hold-back.ts";
import { toPaperRows } from "./training/paper-rows.ts";
import { createRandom } from "./training/random.ts";
import { TrainingTexts, type TrainingPaper } from "./training/training-texts.ts";

export interface AdaptationOptions {
  readonly seed?: number;
  /** How strongly rows are held back in proportion to their frequency; 10 unless given. */
  readonly anchor?: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((step: { done: number; total: number }) => void) | undefined;
}

export interface Adaptation extends AdaptationCard {
  /** Whether held-out papers say that the adapted model is no worse. */
  readonly isBetter: boolean;
  /** Of the adapted model. */
  readonly file: Uint8Array;
}

const LEAST_PAPERS = 200;
const MOST_HELD_OUT = 2_000;
const SETTINGS = { pairsInBatch: 1024, rounds: 8, rate: 0.01, warmUpSteps: 20, dropout: 0.1 };
/** Eight rounds over 38,000 papers; larger collections get fewer rounds, the largest a part of their papers. */
const MOST_STEPS = 600;
const MOST_PAPERS = (MOST_STEPS / 2) * SETTINGS.pairsInBatch;
/** Adapted models stay where they are made; small changes would drown in four bits. */
const BITS = 8;

/**
 * Lets the model that comes with Broadsheet go on learning from the papers of one place, whose words it may not know. What it
 * knew is held back by how much it was trained on (methods: the change that a row may make to old texts grows with its
 * frequency), so that no old text is needed. Papers held out of this say whether it helped. Throws `UserError` when there are
 * too few papers, and the signal's reason when aborted.
 */
export async function adaptModel(
  model: StaticModel,
  papers: AsyncIterable<TrainingPaper>,
  { seed = 1, anchor = 10, signal, onProgress }: AdaptationOptions = {},
): Promise<Adaptation> {
  const { texts, heldOut } = await readPapers(papers, signal);
  if (texts.papers < LEAST_PAPERS)
    throw new UserError(
      "invalid",
      `Adapting takes at least ${LEAST_PAPERS} papers with abstracts; here are ${texts.papers}.`,
    );
  const random = createRandom(seed);
  const { parts, dimensions, card } = model;
  const old = restoreRows(parts, dimensions, parts.bits);
  const start = addWords(texts, parts, { vectors: old, papers: card.papers, random });
  const { vectors } = await contrast(
    toPaperRows(texts, start.vocabulary),
    start.vectors,
    settingsFor(texts.papers, model),
    {
      random,
      signal,
      onStep: onProgress,
    },
  );
  holdBack(vectors, start, { anchor, papers: card.papers });
  const content = { ...start, dimensions, bits: BITS, ...quantiseRows(vectors, dimensions, BITS) } as const;
  const adapted = new StaticModel(packModel({ ...content, card }), "just adapted");
  const adaptation = {
    from: model.space,
    papers: texts.papers,
    addedWords: start.addedWords,
    heldOutPapers: heldOut.length,
    before: rankTitles(model, heldOut),
    after: rankTitles(adapted, heldOut),
  };
  const file = packModel({ ...content, card: { ...card, adaptation } });
  return { ...adaptation, isBetter: adaptation.after >= adaptation.before, file };
}

async function readPapers(papers: AsyncIterable<TrainingPaper>, signal: AbortSignal | undefined) {
  const texts = new TrainingTexts();
  const heldOut: TrainingPaper[] = [];
  for await (const paper of papers) {
    signal?.throwIfAborted();
    if (texts.papers >= MOST_PAPERS) break;
    if (!isHeldOutLocally(paper.title)) texts.add(paper);
    else if (paper.abstract !== "" && heldOut.length < MOST_HELD_OUT) heldOut.push(paper);
  }
  return { texts, heldOut };
}

function settingsFor(papers: number, { dimensions }: StaticModel): ContrastSettings {
  const pairsInBatch = Math.min(SETTINGS.pairsInBatch, papers - (papers % 8));
  const stepsInRound = 2 * Math.floor(papers / pairsInBatch);
  const rounds = Math.max(1, Math.min(SETTINGS.rounds, Math.floor(MOST_STEPS / stepsInRound)));
  const temperatures = { "title-abstract": 0.05, halves: 0.07 };
  return { ...SETTINGS, dimensions, prefixes: [64, dimensions], pairsInBatch, rounds, temperatures };
}
