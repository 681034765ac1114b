import type { Context } from "hono";
import { saveListing } from "../../../ingest/import-listing.ts";
import { UserError } from "../../../lib/errors.ts";
import { listingPath } from "../addresses.ts";
import type { ImportDrafts } from "../import-drafts.ts";
import { readForm } from "../read-form.ts";
import type { WebDeps } from "../web-deps.ts";

/** Saves a previewed listing and leads to its page. Saved twice, it is still one listing. */
export async function saveImport(deps: WebDeps, drafts: ImportDrafts, context: Context): Promise<Response> {
  const { draft: token, name } = await readForm(context);
  const draft = typeof token === "string" ? drafts.find(token) : undefined;
  if (!draft || typeof token !== "string") {
    throw new UserError(
      "conflict",
      "This preview has expired, so nothing was saved. Go back to Import and give the list again.",
    );
  }
  const chosenName =
    draft.isPasted && typeof name === "string" && name.trim() !== "" ? name.trim().slice(0, 200) : draft.name;
  const { listingId } = await saveListing(deps, draft.listing, {
    name: chosenName,
    signal: context.req.raw.signal,
  });
  if (listingId === undefined)
    throw new UserError("invalid", "Nothing in this list names a paper, so nothing was saved.");
  drafts.forget(token);
  return context.redirect(listingPath(listingId), 303);
}
