import type { Embedder } from "../inference/embedder.ts";
import type { Clock } from "../lib/clock.ts";
import { addDays, dayInZone, type Day } from "../lib/day.ts";
import type { Prior } from "../ranking/guess.ts";
import { measurePrior } from "../ranking/measure-prior.ts";
import type { Store } from "../store/store.ts";
import { judge, learnPrior, presentPrior, type PastSketch } from "./trending-prior.ts";

interface RetrainDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly embedder?: Embedder | undefined;
}

/** What became of a training, for the log and for who asked. */
export interface Retraining {
  readonly outcome: "adopted" | "no better" | "too few papers";
  readonly papers: number;
  readonly prior: Prior | undefined;
}

/** Votes of younger papers still come in. */
const SETTLED_DAYS = 3;
/** Days at the end that the candidate is measured on, beside the prior in force. */
const HELD_OUT_DAYS = 28;
const FEWEST_PAPERS = 500;
const READ_AT_ONCE = 500;

/**
 * Trains a prior on the editions that this store remembers. It takes over only if, trained without the last four weeks, it
 * orders them better than the prior in force.
 */
export async function retrainPrior(deps: RetrainDeps): Promise<Retraining> {
  const papers = await readPast(deps);
  if (papers.length < FEWEST_PAPERS) return { outcome: "too few papers", papers: papers.length, prior: undefined };
  const { embedder } = deps;
  const last = papers.reduce<Day | undefined>((latest, { day }) => (latest && latest > day ? latest : day), undefined);
  const measureFrom = last && addDays(last, 1 - HELD_OUT_DAYS);
  const candidate = await learnPrior(papers, { embedder, measureFrom });
  const reached = qualityOf(candidate.measured?.orders["prior"]);
  const present = await measurePresent(
    deps,
    papers.filter(({ day }) => measureFrom !== undefined && day >= measureFrom),
  );
  if (reached <= present) return { outcome: "no better", papers: papers.length, prior: candidate };
  const whole = await learnPrior(papers, { embedder });
  const prior = { ...whole, ...(candidate.measured && { measured: candidate.measured }) };
  await deps.store.trending.savePrior(prior.name, JSON.stringify(prior), deps.clock.now());
  return { outcome: "adopted", papers: papers.length, prior };
}

const qualityOf = (quality: { ndcg: number; spearman: number } | undefined): number =>
  quality ? quality.ndcg + quality.spearman : 0;

async function measurePresent(deps: RetrainDeps, later: readonly PastSketch[]): Promise<number> {
  const prior = await presentPrior(deps);
  const embedder = deps.embedder?.space === prior.words?.space ? deps.embedder : undefined;
  const traits = prior.traits.map(({ trait }) => trait);
  return qualityOf(measurePrior(prior, await judge(later, { embedder, traits })).orders["prior"]);
}

async function readPast({ store, clock }: RetrainDeps): Promise<readonly PastSketch[]> {
  const until = addDays(dayInZone(clock.now(), "UTC"), -SETTLED_DAYS);
  const past: PastSketch[] = [];
  for (let after = 0; ;) {
    const read = await store.trending.pastPapers(until, after, READ_AT_ONCE);
    const last = read.at(-1);
    if (!last) return past;
    after = last.key;
    for (const { paper, day } of read) {
      const { votes } = paper.counts;
      if (votes !== undefined) past.push({ name: paper.id, day, votes, published: paper.published, sketch: paper });
    }
  }
}
