import { UserError } from "../lib/errors.ts";
import type { PaperKey, Store, StoredPaper } from "../store/store.ts";
import type { PaperIndex } from "./paper-index.ts";
import type { Facet } from "./sentence-roles.ts";

export interface SimilarPaper {
  readonly stored: StoredPaper;
  /** -1 to 1. */
  readonly score: number;
  /** Words that count most for both, strongest first, as the index writes them. */
  readonly words: readonly string[];
}

interface SimilarDeps {
  readonly store: Store;
  readonly index: PaperIndex;
}

interface SimilarOptions {
  readonly limit: number;
  /** Only what shares its problem, its method or its result; else the whole paper counts. */
  readonly facet?: Facet | undefined;
}

const LONGEST_TEXT = 20_000;

/**
 * Papers like a paper, or like any text (a title, then an abstract on further lines). The paper itself and other records of
 * the same work are left out. Throws `UserError` for a text that is too long, `Unavailable` when the index gives up.
 */
export async function similarPapers(
  { store, index }: SimilarDeps,
  like: PaperKey | string,
  { limit, facet }: SimilarOptions,
): Promise<readonly SimilarPaper[]> {
  const text = typeof like === "string" ? checked(like) : await textOf(store, like);
  if (text.trim() === "") return [];
  const except = typeof like === "string" ? undefined : like;
  const alike = await index.similar({ text, except, facet, limit });
  const papers = await store.papers.load(alike.map(({ key }) => key as PaperKey));
  const byKey = new Map(alike.map((one) => [one.key, one]));
  return papers.map((stored) => {
    const { score = 0, words = [] } = byKey.get(stored.key) ?? {};
    return { stored, score, words };
  });
}

function checked(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  throw new UserError(
    "invalid",
    `A text to find papers like it may have at most ${LONGEST_TEXT.toLocaleString("en")} characters; this one has ${text.length.toLocaleString("en")}. An abstract is enough.`,
  );
}

async function textOf(store: Store, key: PaperKey): Promise<string> {
  const [stored] = await store.papers.load([key]);
  if (!stored) return "";
  const { title, abstract, summary } = stored.paper;
  return `${title}\n${abstract ?? summary ?? ""}`;
}
