import type { Context } from "hono";
import { previewListing, type ListingPreview } from "../../../ingest/import-listing.ts";
import { UserError } from "../../../lib/errors.ts";
import { readListingInThread } from "../../../sources/listing-thread.ts";
import { ProblemList } from "../components/problem-list.tsx";
import type { ImportDraft, ImportDrafts } from "../import-drafts.ts";
import { readForm } from "../read-form.ts";
import type { WebDeps } from "../web-deps.ts";
import { counted, formatNumber } from "../../../lib/words.ts";

/** What is read while somebody waits; the command takes more. */
const LIMITS = { maxBytes: 5 * 1024 * 1024, maxEntries: 10_000, deadlineMs: 20_000 };
/** The whole list of a big import helps nobody to decide. */
const MOST_SHOWN = 200;

/** Shows what an import would bring, and keeps it for saving. */
export async function previewImport(deps: WebDeps, drafts: ImportDrafts, context: Context): Promise<Response> {
  const { bytes, ...named } = await readUpload(context);
  const options = { ...LIMITS, fileName: named.name, signal: context.req.raw.signal };
  const draft = { ...named, listing: await readListingInThread(bytes, options) };
  const preview = await previewListing(deps, draft.listing);
  const token = preview.found === 0 ? undefined : drafts.keep(draft);
  return await context.render(<Preview draft={draft} preview={preview} token={token} />, {
    title: "Preview of an import",
    isUnlisted: true,
  });
}

interface Upload extends Omit<ImportDraft, "listing"> {
  readonly bytes: Uint8Array;
}

async function readUpload(context: Context): Promise<Upload> {
  const form = await readForm(context);
  const { file, text } = form;
  if (file instanceof File && file.size > 0)
    return {
      name: file.name.slice(0, 200) || "Uploaded file",
      isPasted: false,
      bytes: new Uint8Array(await file.arrayBuffer()),
    };
  if (typeof text === "string" && text.trim() !== "")
    return { name: "Pasted text", isPasted: true, bytes: new TextEncoder().encode(text) };
  throw new UserError(
    "invalid",
    "There was nothing to import. Paste a list of papers or choose a file, then try again.",
  );
}

interface PreviewProps {
  readonly draft: ImportDraft;
  readonly preview: ListingPreview;
  readonly token: string | undefined;
}

function Preview({ draft, preview, token }: PreviewProps) {
  const { formatName, found, added, known, problems } = preview;
  return (
    <main id="content" class="column" tabindex={-1}>
      <h1 class="page-title">{found === 0 ? "No papers in it" : `${counted(found, "paper")} in it`}</h1>
      <p class="facts">
        <bdi>{draft.name}</bdi>
        <span>Read as {formatName}</span>
        {found > 0 && <span>{formatNumber(added)} new</span>}
        {found > 0 && <span>{formatNumber(known)} known already</span>}
      </p>
      <ProblemList problems={problems} />
      {token === undefined ? (
        <p>
          Nothing in it names a paper. <a href="/import">Try another list</a>
        </p>
      ) : (
        <form class="decide" method="post" action="/import">
          <input type="hidden" name="draft" value={token} />
          {draft.isPasted && (
            <>
              <label for="name">Name of the listing</label>
              <input id="name" name="name" value={draft.name} maxlength={200} required />
            </>
          )}
          <button type="submit">Save {counted(found, "paper")}</button>
          <a href="/import">Start over</a>
        </form>
      )}
      <PreviewedPapers papers={preview.papers} />
    </main>
  );
}

function PreviewedPapers({ papers }: { papers: ListingPreview["papers"] }) {
  const shown = papers.slice(0, MOST_SHOWN);
  return (
    <>
      <ol class="previewed">
        {shown.map(({ title, authors, isKnown }) => (
          <li>
            <span dir="auto">{title}</span>
            {isKnown && <span class="known"> known already</span>}
            {authors.length > 0 && <p class="byline">{shortByline(authors)}</p>}
          </li>
        ))}
      </ol>
      {papers.length > shown.length && <p>and {formatNumber(papers.length - shown.length)} more</p>}
    </>
  );
}

function shortByline(authors: readonly string[]) {
  const names = authors.slice(0, 3).join(", ");
  return <bdi>{authors.length > 3 ? `${names} and ${formatNumber(authors.length - 3)} more` : names}</bdi>;
}
