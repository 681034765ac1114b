/** The one search field of a page. `/` leads to it. */
export function SearchForm({ question }: { question?: string | undefined }) {
  return (
    <form class="find" role="search" action="/search">
      <label class="unseen" for="q">
        Search papers
      </label>
      <input
        id="q"
        name="q"
        type="search"
        value={question ?? ""}
        placeholder="Words, authors, a title or an id"
        autocomplete="off"
        maxlength={2000}
      />
      <kbd aria-hidden="true">/</kbd>
      <button type="submit">Search</button>
    </form>
  );
}
