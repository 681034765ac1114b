import type { TrainingPaper } from "../inference/train-model.ts";
import type { PaperReads } from "../store/store.ts";

const PAPERS_AT_ONCE = 1_000;

/** Titles and abstracts of all papers, for a model to learn from. */
export async function* paperTexts(papers: Pick<PaperReads, "changesSince">): AsyncGenerator<TrainingPaper> {
  for (let after = 0; ;) {
    const changes = await papers.changesSince(after, PAPERS_AT_ONCE);
    for (const { paper } of changes) if (paper) yield { title: paper.title, abstract: paper.abstract };
    const last = changes.at(-1);
    if (last === undefined) return;
    after = last.change;
  }
}
