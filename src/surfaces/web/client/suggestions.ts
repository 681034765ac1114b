export interface SuggestedSearch {
  readonly text: string;
  readonly description: string;
  /** Where choosing it leads. */
  readonly path: string;
}

/** Asks the server what somebody who wrote `text` may want. Rejects when aborted or not answered. */
export async function fetchSuggestions(text: string, signal: AbortSignal): Promise<readonly SuggestedSearch[]> {
  const response = await fetch(`/search/suggest?${new URLSearchParams({ q: text }).toString()}`, { signal });
  return response.ok ? readSuggestions(await response.json()) : [];
}

/** Reads the form of OpenSearch: the text, then lists of completions, descriptions and addresses. */
function readSuggestions(answer: unknown): readonly SuggestedSearch[] {
  if (!Array.isArray(answer)) return [];
  const [texts, descriptions, paths] = answer.slice(1).map((list: unknown) => (Array.isArray(list) ? list : []));
  return (texts ?? []).map((text: unknown, at) => ({
    text: String(text),
    description: String(descriptions?.[at] ?? ""),
    path: String(paths?.[at] ?? ""),
  }));
}
