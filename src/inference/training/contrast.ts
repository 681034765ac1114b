import { setImmediate as otherWork } from "node:timers/promises";
import { BatchMaker, PAIR_KINDS, type PairKind } from "./batch.ts";
import type { PaperRows } from "./paper-rows.ts";
import type { Random } from "./random.ts";
import { Trainer } from "./trainer.ts";

export interface ContrastSettings {
  readonly dimensions: number;
  /** Lengths of beginnings of a vector that shall be good vectors by themselves (Matryoshka). */
  readonly prefixes: readonly number[];
  readonly pairsInBatch: number;
  /** Times that every paper is seen, once for each kind of pair. */
  readonly rounds: number;
  /** Adam's greatest step, reached after the warm-up; then it falls in a straight line to 3 %. */
  readonly rate: number;
  readonly warmUpSteps: number;
  /** Share of a text's words that are left out each time. */
  readonly dropout: number;
  readonly temperatures: Readonly<Record<PairKind, number>>;
}

export interface ContrastOptions {
  readonly random: Random;
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: ((step: { done: number; total: number; loss: number }) => void) | undefined;
}

export interface Trained {
  readonly vectors: Float32Array;
  /** Mean loss of each round by kind of pair. */
  readonly losses: readonly Readonly<Record<PairKind, number>>[];
}

interface Lesson {
  readonly kind: PairKind;
  readonly papers: Uint32Array;
}

/** Teaches vectors, row after row, that texts from one paper belong together. Throws the signal's reason when aborted. */
export async function contrast(
  papers: PaperRows,
  vectors: Float32Array,
  settings: ContrastSettings,
  { random, signal, onStep }: ContrastOptions,
): Promise<Trained> {
  const { dimensions, prefixes, pairsInBatch: pairs, rounds, dropout, temperatures } = settings;
  const trainer = new Trainer({ dimensions, prefixes, pairs, entries: pairs * longestPaper(papers) }, vectors);
  const maker = new BatchMaker(papers, vectors.length / dimensions, { random, dropout });
  const lessonsInRound = Math.floor(papers.papers / pairs) * PAIR_KINDS.length;
  const total = rounds * lessonsInRound;
  const losses: Trained["losses"][number][] = [];
  for (let round = 0, done = 0; round < rounds; round++) {
    const sums = { "title-abstract": 0, halves: 0 };
    for (const { kind, papers: chosen } of planRound(papers.papers, pairs, random)) {
      const rate = rateAt(done, total, settings);
      const loss = trainer.step(maker.make(kind, chosen), { temperature: temperatures[kind], rate });
      sums[kind] += (loss * PAIR_KINDS.length) / lessonsInRound;
      done += 1;
      onStep?.({ done, total, loss });
      await otherWork();
      signal?.throwIfAborted();
    }
    losses.push(sums);
  }
  return { vectors: trainer.vectors(), losses };
}

/** In rows. A paper's words stand in one text of a pair or in the other. */
function longestPaper({ papers, segmentStarts, paperStarts }: PaperRows): number {
  let longest = 0;
  for (let paper = 0; paper < papers; paper++) {
    const [from, to] = [segmentStarts[paperStarts[paper] ?? 0] ?? 0, segmentStarts[paperStarts[paper + 1] ?? 0] ?? 0];
    longest = Math.max(longest, to - from);
  }
  return longest;
}

/** Every paper once for each kind of pair, in batches in any order; those that fill no batch wait for another round. */
function planRound(papers: number, pairs: number, random: Random): readonly Lesson[] {
  const lessons = PAIR_KINDS.flatMap((kind) => {
    const order = random.permutation(papers);
    return Array.from({ length: Math.floor(papers / pairs) }, (_, batch) => ({
      kind,
      papers: order.subarray(batch * pairs, (batch + 1) * pairs),
    }));
  });
  return Array.from(random.permutation(lessons.length), (index) => lessons[index] as Lesson);
}

function rateAt(step: number, total: number, { rate, warmUpSteps }: ContrastSettings): number {
  return rate * Math.min(1, (step + 1) / warmUpSteps) * (1 - (0.97 * step) / total);
}
