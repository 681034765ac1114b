import type { Context } from "hono";
import type { WebDeps } from "../web-deps.ts";
import { counted } from "../../../lib/words.ts";

/** What this is, in a minute. */
export async function aboutPage({ store, settings }: WebDeps, context: Context): Promise<Response> {
  const count = await store.papers.count();
  return await context.render(
    <main id="content" class="column prose" tabindex={-1}>
      <h1 class="page-title">About</h1>
      <p>
        Broadsheet is the daily paper for research papers. It gathers what was announced or featured on a day, sets it
        as a front page, and lets you find papers again. It runs on one small machine, without accounts, trackers or
        anything loaded from elsewhere. This one is version {settings.version} and knows {counted(count, "paper")}.
      </p>
      <h2>How to read it</h2>
      <p>
        An edition holds the papers that a source announced or featured on its day, not those submitted on it. Votes and
        comments are those of the site that is named beside them. Titles and abstracts are the authors’ own, unless a
        summary is said to be one.
      </p>
      <h2>Keys</h2>
      <p>
        <kbd>j</kbd> and <kbd>k</kbd> move between papers, <kbd>o</kbd> opens one, <kbd>/</kbd> leads to the search
        field and <kbd>?</kbd> shows all keys and can switch them off.
      </p>
      <h2>Addresses</h2>
      <p>
        Put <code>/abs/</code>, <code>/doi/</code> or <code>/papers/</code> and an identifier after this site’s name to
        open that paper. A day is <code>/day/2026-08-21</code>, a week <code>/week/2026-W34</code>, a month{" "}
        <code>/month/2026-08</code>.
      </p>
      <h2>Thanks</h2>
      <p>
        Thank you to arXiv for use of its open access interoperability. <a href="/sources">All sources</a>, with what
        they ask to be said.
      </p>
    </main>,
    { title: "About", canonical: "/about" },
  );
}
