import { loadBuiltInModel } from "../src/inference/built-in-model.ts";
import { FUSION, type FusionConstants } from "../src/search/fusion-constants.ts";
import { createLibrary } from "./library.ts";
import { averageFigures, type QueryFigures } from "./metrics/figures.ts";
import { rankJudgedPool } from "./pool-views.ts";
import { poolFigures } from "./rank-figures.ts";
import { readPoolSet } from "./rerank.ts";
import { askOne, readRetrievalSet, type RetrievalOptions } from "./retrieval.ts";

type Changed = Partial<FusionConstants>;

const SEARCH_GRID = grid({ sentenceFrom: [3, 6, 1_000], meaningShare: [0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8] });
const POOL_GRID = grid({ facetShare: [0, 0.2, 0.4, 0.6], similarVectorShare: [0, 0.5, 0.6, 0.7, 0.8, 1] });

/** Every combination of the values of some constants. */
function grid(values: Readonly<Partial<Record<keyof FusionConstants, readonly number[]>>>): readonly Changed[] {
  return Object.entries(values).reduce<readonly Changed[]>(
    (settings, [name, choices]) => settings.flatMap((one) => choices.map((choice) => ({ ...one, [name]: choice }))),
    [{}],
  );
}

/** One line for each setting: the constants that differ from the product's, and what fused search brings with them. */
export async function tuneRetrieval(options: RetrievalOptions): Promise<readonly QueryFigures[]> {
  const { questions, documents } = await readRetrievalSet(options);
  await using library = await createLibrary(documents, options);
  const lines: QueryFigures[] = [];
  for (const changed of SEARCH_GRID) {
    const figures: QueryFigures[] = [];
    const asking = { mode: "fused", constants: { ...FUSION, ...changed } } as const;
    for (const question of questions) figures.push(await askOne(library, question, asking));
    lines.push({ ...changed, ...averageFigures(figures).means });
  }
  return lines;
}

/** The same for similar papers. */
export async function tuneRerank(folder: string): Promise<readonly QueryFigures[]> {
  const { documents, questions } = await readPoolSet(folder);
  const embedder = loadBuiltInModel();
  return POOL_GRID.map((changed) => {
    const constants = { ...FUSION, ...changed };
    const figures = questions.map((question) =>
      poolFigures(rankJudgedPool(documents, question, { embedder, constants, isByFacet: true }), question.judgements),
    );
    return { ...changed, ...averageFigures(figures).means };
  });
}
