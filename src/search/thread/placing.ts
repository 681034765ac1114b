import type { Index } from "../../engine/engine.ts";
import type { Question } from "../../engine/question.ts";
import type { Embedder } from "../../inference/embedder.ts";
import type { PaperKey, PaperReads } from "../../store/store.ts";
import { UNPLACED } from "./paper-document.ts";
import { applyChanges } from "./papers-index.ts";

/** Papers placed at once: some milliseconds of work, so that questions need not wait. */
const STEP = 100;

interface PlacingOptions {
  readonly papers: Pick<PaperReads, "lastChangesOf">;
  readonly embedder: Embedder;
}

/** Brings papers that another model has placed, or none, to the space of the model in use, the newest first. */
export class Placing {
  readonly #options: PlacingOptions;
  /** Spaces of papers that wait; undefined before the first look. */
  #others: readonly string[] | undefined;

  constructor(options: PlacingOptions) {
    this.#options = options;
  }

  /** Takes the next step; gives the number of papers it placed. Only for the writer of the index. */
  async step(index: Index): Promise<number> {
    const { embedder, papers } = this.#options;
    // Without a model there is no place to bring them to.
    if (embedder.space === UNPLACED.space) return 0;
    this.#others ??= spacesIn(index).filter((space) => space !== embedder.space);
    const others = [...new Set([...this.#others, UNPLACED.space])];
    const waiting = index.search({ ...NEWEST, keywords: [{ name: "space", anyOf: others }], limit: STEP });
    const keys = waiting.hits.map(({ key }) => key as PaperKey);
    return await applyChanges(index, await papers.lastChangesOf(keys), embedder);
  }
}

const spacesIn = (index: Index): readonly string[] =>
  index.search({ ...NEWEST, facets: ["space"] }).facets["space"]?.map(({ value }) => value) ?? [];

const NEWEST: Question = {
  should: [],
  must: [],
  mustNot: [],
  keywords: [],
  date: {},
  sort: "newest",
  limit: 0,
  facets: [],
};
