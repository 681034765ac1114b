/** Beyond these a question says nothing more, and would only cost time. */
const MAX_CHARACTERS = 2_000;
const MAX_TERMS = 64;

/** What a question looks for: a document matches when it has one of `terms`; `extras` only add to its score. */
export interface QueryTerms {
  readonly terms: readonly string[];
  readonly extras: readonly string[];
}

/** Words that say nothing find nothing by themselves, unless the question has no others. */
export function queryTerms(
  query: string,
  analyse: (text: string) => readonly string[],
  stopWords: ReadonlySet<string>,
): QueryTerms {
  const distinct = [...new Set(analyse(query.slice(0, MAX_CHARACTERS)))].slice(0, MAX_TERMS);
  const terms = distinct.filter((term) => !stopWords.has(term));
  return terms.length === 0
    ? { terms: distinct, extras: [] }
    : { terms, extras: distinct.filter((term) => stopWords.has(term)) };
}
