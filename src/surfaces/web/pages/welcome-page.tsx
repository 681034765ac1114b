import type { Context } from "hono";

/** The front page before any paper was announced. */
export async function welcomePage(context: Context): Promise<Response> {
  return await context.render(
    <main id="content" class="notice-page" tabindex={-1}>
      <h1>No edition yet</h1>
      <p>Broadsheet has not read any paper that was announced or featured on a day. Three ways to begin:</p>
      <ul>
        <li>
          <a href="/sources">See where papers come from</a>, and when each source is read next.
        </li>
        <li>
          <a href="/import">Bring a list of your own</a>: BibTeX, RIS, CSV, or just identifiers, one a line.
        </li>
        <li>
          Put the sample edition here: <code>broadsheet sample add</code>.
        </li>
      </ul>
    </main>,
    { title: "Broadsheet", canonical: "/" },
  );
}
