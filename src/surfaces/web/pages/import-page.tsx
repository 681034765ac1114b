import type { Context } from "hono";
import { isFromHere } from "../local-only.ts";

/** The form that brings a listing: a file or pasted text, shown in a preview before anything is saved. */
export async function importPage(context: Context): Promise<Response> {
  return await context.render(
    <main id="content" class="column" tabindex={-1}>
      <h1 class="page-title">Import</h1>
      <p class="intro">
        Bring the papers you already have on a list: BibTeX, RIS, CSV, JSON, an arXiv mail, a copied arXiv or Daily
        Papers page, abstracts, or any text with arXiv ids and DOIs in it, gzipped or not. You see what was understood
        before anything is saved.
      </p>
      {!isFromHere(context) && (
        <p class="notice">
          Only somebody at the machine that runs Broadsheet can import. Anybody may read the listings.
        </p>
      )}
      <form class="import" method="post" action="/import/preview" enctype="multipart/form-data">
        <label for="text">Paste it</label>
        <textarea
          id="text"
          name="text"
          rows={10}
          spellcheck={false}
          placeholder={"2608.19880\n10.1000/xyz\n@article{…}"}
        />
        <label for="file">
          or choose a file <span class="remark">up to 5 MB; a larger one goes through the broadsheet command</span>
        </label>
        <input id="file" name="file" type="file" />
        <button type="submit">Preview</button>
      </form>
    </main>,
    { title: "Import", canonical: "/import" },
  );
}
