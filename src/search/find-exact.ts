import { parseIdentifier, repairsOfArxivId, type Identifier } from "../domain/identifier.ts";
import { titleKey } from "../domain/title-key.ts";
import type { Query } from "../domain/query.ts";
import type { Store, StoredPaper } from "../store/store.ts";
import type { SettledRequest } from "./search-page.ts";

/** A paper that is named, not described. */
export interface ExactMatch {
  readonly stored: StoredPaper;
  readonly exact: "identifier" | "title";
}

const MOST_OF_ONE_TITLE = 10;

/**
 * The papers that a question names: by identifiers, damaged arXiv ids among them, or by a whole title. None once filters were
 * chosen, which they may not pass.
 */
export async function findExact(
  store: Store,
  { question, filters }: SettledRequest,
  { parts }: Query,
): Promise<readonly ExactMatch[]> {
  if (question === "" || Object.keys(filters).length > 0) return [];
  const ids = parts.filter((part) => part.kind === "id").map(({ identifier }) => identifier);
  if (ids.length > 0) return await byIdentifiers(store, ids);
  const identifier = parseIdentifier(question);
  const named = identifier ? await byIdentifiers(store, [identifier]) : [];
  if (named.length > 0) return named;
  const repairs = repairsOfArxivId(question).map((value) => ({ scheme: "arxiv", value }) as const);
  const repaired = await byIdentifiers(store, repairs);
  if (repaired.length > 0) return repaired;
  const keys = await store.papers.withTitleKey(titleKey(question));
  const titled = await store.papers.load(keys.slice(0, MOST_OF_ONE_TITLE));
  return titled.map((stored) => ({ stored, exact: "title" }));
}

async function byIdentifiers(store: Store, identifiers: readonly Identifier[]): Promise<readonly ExactMatch[]> {
  const found = await Promise.all(identifiers.map((identifier) => store.papers.findByIdentifier(identifier)));
  const papers = found.filter((stored) => stored !== undefined);
  const isFirst = ({ key }: StoredPaper, at: number): boolean => papers.findIndex((other) => other.key === key) === at;
  return papers.filter(isFirst).map((stored) => ({ stored, exact: "identifier" }));
}
