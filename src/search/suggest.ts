import { CATEGORIES, categoryName } from "../domain/category.ts";
import type { PaperId } from "../domain/paper.ts";
import { titleKey } from "../domain/title-key.ts";
import type { PaperKey, Store } from "../store/store.ts";
import type { PaperIndex } from "./paper-index.ts";

/** What somebody who writes may want: it can be chosen instead of writing on. */
export type Suggestion =
  | { readonly kind: "paper"; readonly id: PaperId; readonly title: string }
  | { readonly kind: "author"; readonly name: string; readonly papers: number }
  | { readonly kind: "category"; readonly category: string; readonly name: string };

interface SuggestDeps {
  readonly store: Store;
  readonly index: PaperIndex;
}

const EACH = 5;
const SHORTEST = 2;
const LONGEST = 200;

/** Papers by words of their titles, authors by parts of their names, categories: five of each at most. Never throws for any text. */
export async function suggest({ store, index }: SuggestDeps, text: string): Promise<readonly Suggestion[]> {
  const written = text.trim();
  if (written.length < SHORTEST || written.length > LONGEST) return [];
  const { titles, authors } = await index.suggest(written, EACH);
  const papers = await store.papers.load(titles as readonly PaperKey[]);
  return [
    ...papers.map(({ paper: { id, title } }): Suggestion => ({ kind: "paper", id, title })),
    ...authors.map(({ name, papers: count }): Suggestion => ({ kind: "author", name, papers: count })),
    ...suggestCategories(written),
  ];
}

/** Categories by the beginning of their code, or of all words in their names. */
export function suggestCategories(text: string): readonly Extract<Suggestion, { kind: "category" }>[] {
  const code = text.replace(/^cat:/i, "").toLowerCase();
  const words = titleKey(text).split(" ");
  return CATEGORIES.flatMap((category) => {
    const name = categoryName(category) ?? category;
    const nameWords = titleKey(name).split(" ");
    const isNamed = words.every((word) => word !== "" && nameWords.some((nameWord) => nameWord.startsWith(word)));
    return isNamed || category.toLowerCase().startsWith(code) ? [{ kind: "category" as const, category, name }] : [];
  }).slice(0, EACH);
}
