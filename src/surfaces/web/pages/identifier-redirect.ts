import type { Context } from "hono";
import { paperPath } from "../addresses.ts";
import { parseArxivId, parseDoi, type Identifier } from "../../../domain/identifier.ts";
import type { WebDeps } from "../web-deps.ts";
import { missingPaperPage } from "./missing-paper-page.tsx";

/** `/abs/` and `/pdf/` as on arXiv: whoever swaps its name for ours in an address lands on the paper. */
export async function arxivRedirect(deps: WebDeps, context: Context, name: string): Promise<Response> {
  const arxiv = parseArxivId(name);
  return await redirectTo(deps, context, arxiv && { scheme: "arxiv", value: arxiv.id }, name);
}

/** `/doi/10.1000/xyz`. */
export async function doiRedirect(deps: WebDeps, context: Context, name: string): Promise<Response> {
  return await redirectTo(deps, context, parseDoi(name), name);
}

async function redirectTo(
  deps: WebDeps,
  context: Context,
  identifier: Identifier | undefined,
  name: string,
): Promise<Response> {
  const stored = identifier && (await deps.store.papers.findByIdentifier(identifier));
  return stored ? context.redirect(paperPath(stored.paper.id), 301) : await missingPaperPage(deps, context, name);
}
