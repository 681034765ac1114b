interface SearchFormProps {
  readonly question?: string | undefined;
  /** Further parameters of the search. */
  readonly kept?: Readonly<Record<string, string | undefined>> | undefined;
}

/** The one search field of a page. `/` leads to it; with scripts it suggests while somebody writes. */
export function SearchForm({ question, kept = {} }: SearchFormProps) {
  return (
    <form class="find" role="search" action="/search">
      <label class="unseen" for="q">
        Search papers
      </label>
      <suggest-field>
        <input
          id="q"
          name="q"
          type="search"
          value={question ?? ""}
          placeholder="Words, authors, a title or an id"
          autocomplete="off"
          maxlength={2000}
        />
      </suggest-field>
      <kbd aria-hidden="true">/</kbd>
      {Object.entries(kept).map(
        ([name, value]) => value !== undefined && <input type="hidden" name={name} value={value} />,
      )}
      <button type="submit">Search</button>
    </form>
  );
}
