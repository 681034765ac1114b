import { parseIdentifier, repairsOfArxivId } from "../domain/identifier.ts";
import { titleKey } from "../domain/title-key.ts";
import type { PaperKey, Store, StoredPaper } from "../store/store.ts";

export interface SearchHit {
  readonly key: number;
  readonly score: number;
}

/** How far the index is: papers in it, and papers it should hold. */
export interface IndexProgress {
  readonly indexed: number;
  readonly total: number;
  readonly isReady: boolean;
}

/** The door to the index, wherever it runs. */
export interface PaperIndex extends AsyncDisposable {
  /** Ranked papers for plain words. Throws `UserError` for a question over its limits. */
  search(
    question: string,
    range: { readonly offset: number; readonly limit: number },
  ): Promise<{ total: number; hits: readonly SearchHit[] }>;
  progress(): IndexProgress;
  /** Resolves once everything that the store held at the call can be found. Throws `Unavailable` when it cannot be read. */
  caughtUp(): Promise<void>;
}

export interface SearchResult {
  readonly stored: StoredPaper;
  readonly score: number;
  /** Why it stands first, when it was not for its words alone. */
  readonly exact?: "identifier" | "title";
}

export interface SearchPage {
  readonly question: string;
  readonly total: number;
  readonly results: readonly SearchResult[];
  readonly progress: IndexProgress;
}

interface SearchDeps {
  readonly store: Store;
  readonly index: PaperIndex;
}

/** Finds papers: what is named by an identifier or by its exact title first, then by words. */
export async function search(
  deps: SearchDeps,
  question: string,
  range: { offset: number; limit: number },
): Promise<SearchPage> {
  const trimmed = question.trim();
  const exact = trimmed === "" ? [] : await findExact(deps.store, trimmed);
  const exactKeys = new Set(exact.map(({ stored }) => stored.key));
  const ranked = await deps.index.search(trimmed, { offset: 0, limit: range.offset + range.limit + exact.length });
  const rest = ranked.hits.filter(({ key }) => !exactKeys.has(key as PaperKey));
  // A paper of that title has its words too, so the index counts it; one called by an identifier may have none of them.
  const uncounted = exact.filter(
    ({ stored, exact: kind }) => kind === "identifier" && !ranked.hits.some(({ key }) => key === stored.key),
  );
  const wanted = rest.slice(
    Math.max(0, range.offset - exact.length),
    Math.max(0, range.offset + range.limit - exact.length),
  );
  const found = await loadHits(deps.store, wanted);
  const best = ranked.hits[0]?.score ?? 0;
  // Scores fall along the list, so an exact match scores above whatever its words alone would bring.
  const first = exact.map((match, index) => ({ ...match, score: best + exact.length - index }));
  return {
    question: trimmed,
    total: ranked.total + uncounted.length,
    results: [...first.slice(range.offset, range.offset + range.limit), ...found],
    progress: deps.index.progress(),
  };
}

async function loadHits(store: Store, hits: readonly SearchHit[]): Promise<readonly SearchResult[]> {
  const stored = await store.papers.load(hits.map(({ key }) => key as PaperKey));
  const byKey = new Map(stored.map((paper) => [paper.key as number, paper]));
  return hits.flatMap(({ key, score }) => {
    const paper = byKey.get(key);
    return paper ? [{ stored: paper, score }] : [];
  });
}

/** A match by name, not by words; its place is its score. */
type ExactMatch = Required<Omit<SearchResult, "score">>;

async function findExact(store: Store, question: string): Promise<readonly ExactMatch[]> {
  const identifier = parseIdentifier(question);
  const named = identifier ? await store.papers.findByIdentifier(identifier) : undefined;
  if (named) return [{ stored: named, exact: "identifier" }];
  const repaired = await Promise.all(
    repairsOfArxivId(question).map((value) => store.papers.findByIdentifier({ scheme: "arxiv", value })),
  );
  const byRepair = repaired.filter((stored) => stored !== undefined);
  if (byRepair.length > 0) return byRepair.map((stored) => ({ stored, exact: "identifier" }));
  const titled = await store.papers.load((await store.papers.withTitleKey(titleKey(question))).slice(0, 10));
  return titled.map((stored) => ({ stored, exact: "title" }));
}
