import type { Context } from "hono";
import { safeHtml } from "../../../lib/html.ts";
import { messageOf } from "../../../lib/errors.ts";
import type { WebDeps } from "../web-deps.ts";

/** The process is up. */
export const healthPage = (context: Context): Response => context.text("ok\n", 200, { "Cache-Control": "no-store" });

/** Whether pages can be served: the store answers. Says too how far the index is. */
export async function readyPage({ store, index, log }: WebDeps, context: Context): Promise<Response> {
  context.header("Cache-Control", "no-store");
  try {
    return context.json({ status: "ready", papers: await store.papers.count(), index: index.progress() });
  } catch (error) {
    log.error({ error: messageOf(error) }, "not ready");
    return context.json({ status: "not ready" }, 503);
  }
}

/** Searches and previews are no pages to index. */
export const robotsPage = (context: Context): Response =>
  context.text(
    "User-agent: *\nDisallow: /search\nDisallow: /papers/*/similar\nDisallow: /import\nDisallow: /subscriptions\nDisallow: /subscribe/\n",
  );

/** Lets a browser offer our search in its address bar (OpenSearch 1.1). */
export function openSearchPage({ settings }: WebDeps, context: Context): Response {
  const place = settings.publicUrl ?? new URL(context.req.url).origin;
  const description = safeHtml`<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>Broadsheet</ShortName>
  <Description>Find research papers</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Url type="text/html" template="${new URL("/search", place).href}?q={searchTerms}"/>
  <Url type="application/x-suggestions+json" template="${new URL("/search/suggest", place).href}?q={searchTerms}"/>
</OpenSearchDescription>
`;
  return context.body(description.toString(), 200, {
    "Content-Type": "application/opensearchdescription+xml; charset=utf-8",
  });
}
