import type { Context } from "hono";
import type { Formulas } from "../../../lib/math.ts";
import { similarPapers, type SimilarPaper } from "../../../search/similar-papers.ts";
import type { Facet } from "../../../search/sentence-roles.ts";
import { IndexNote } from "../components/search-notes.tsx";
import { SimilarList } from "../components/similar-list.tsx";
import { formulasOf } from "../formulas-of.ts";
import { readForm } from "../read-form.ts";
import type { WebDeps } from "../web-deps.ts";
import { readFacet, VIEWS } from "./similar-page.tsx";

const MOST_SIMILAR = 20;
const MOST_CHARACTERS = 20_000;

/** A form for any text that papers may be like. */
export async function similarTextPage(deps: WebDeps, context: Context): Promise<Response> {
  return await show(deps, context, { text: "", facet: undefined });
}

/**
 * The papers like a text that was sent. It only reads: what somebody is writing is neither kept nor put into an address,
 * where logs would have it.
 */
export async function papersLikeText(deps: WebDeps, context: Context): Promise<Response> {
  const { text = "", facet } = await readForm(context);
  return await show(deps, context, {
    text: typeof text === "string" ? text.trim() : "",
    facet: readFacet(typeof facet === "string" ? facet : undefined),
  });
}

interface Asked {
  readonly text: string;
  readonly facet: Facet | undefined;
}

async function show(deps: WebDeps, context: Context, { text, facet }: Asked): Promise<Response> {
  const similar = text === "" ? undefined : await similarPapers(deps, text, { limit: MOST_SIMILAR, facet });
  const formulas = await formulasOf(deps.math, similar?.map(({ stored }) => stored.paper) ?? []);
  return await context.render(
    <main id="content" class="column" tabindex={-1}>
      <h1 class="page-title">Papers like a text</h1>
      <IndexNote progress={deps.index.progress()} />
      <TextForm text={text} facet={facet} />
      {similar && <Found similar={similar} formulas={formulas} />}
    </main>,
    { title: "Papers like a text", canonical: "/similar" },
  );
}

function TextForm({ text, facet: chosen }: Asked) {
  return (
    <form class="like-text" method="post" action="/similar">
      <label for="text">A title and an abstract, or anything that says what a paper is about</label>
      <textarea id="text" name="text" rows={8} maxlength={MOST_CHARACTERS} required dir="auto">
        {text}
      </textarea>
      <fieldset>
        <legend>Alike in</legend>
        {VIEWS.map(({ facet, name }) => (
          <label>
            <input type="radio" name="facet" value={facet ?? ""} checked={facet === chosen} /> {name}
          </label>
        ))}
      </fieldset>
      <button type="submit">Find papers like it</button>
      <p class="remark">The text is read and forgotten.</p>
    </form>
  );
}

function Found({ similar, formulas }: { similar: readonly SimilarPaper[]; formulas: Formulas }) {
  if (similar.length === 0) return <p>No paper here is like it. A longer text tells more.</p>;
  return <SimilarList similar={similar} formulas={formulas} />;
}
