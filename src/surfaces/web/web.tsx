import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { etag } from "hono/etag";
import { HTTPException } from "hono/http-exception";
import { chooseTheme } from "./actions/choose-theme.ts";
import { previewImport } from "./actions/preview-import.tsx";
import { retryJobAction } from "./actions/retry-job.ts";
import { saveImport } from "./actions/save-import.ts";
import { loadAssets, sendAsset } from "./assets.ts";
import { compression } from "./compression.ts";
import { refuseCrossSite } from "./cross-site.ts";
import { errorPage, noSuchPage } from "./errors.tsx";
import { ImportDrafts } from "./import-drafts.ts";
import { pageRenderer } from "./layout.tsx";
import { onlyFromHere } from "./local-only.ts";
import { aboutPage } from "./pages/about-page.tsx";
import { editionPage, frontPage } from "./pages/edition-page.tsx";
import { arxivRedirect, doiRedirect } from "./pages/identifier-redirect.ts";
import { importPage } from "./pages/import-page.tsx";
import { listingPage } from "./pages/listing-page.tsx";
import { listingsPage } from "./pages/listings-page.tsx";
import { healthPage, openSearchPage, readyPage, robotsPage } from "./pages/machine-pages.ts";
import { paperPage } from "./pages/paper-page.tsx";
import { searchResultsPage } from "./pages/search-page.tsx";
import { sourcesPage } from "./pages/sources-page.tsx";
import { securityHeaders } from "./security-headers.ts";
import type { WebDeps } from "./web-deps.ts";

const FORM_BYTES = 64 * 1024;
/** 5 MB of listing, and the form around it. */
const IMPORT_BYTES = 5 * 1024 * 1024 + FORM_BYTES;

const atMost = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new HTTPException(413, {
        message: "That is more than may be sent here. The broadsheet command takes files of any size.",
      });
    },
  });

const onlyBy =
  (...methods: readonly string[]) =>
  (context: Context): never => {
    context.header("Allow", methods.join(", "));
    throw new HTTPException(405, { message: `This address takes ${methods.join(" and ")} only.` });
  };

/** The web pages: every address there is, on one screen. Everything reads, but for the POSTs at the end. */
export function createWeb(deps: WebDeps): Hono {
  const { settings, log, clock } = deps;
  const assets = loadAssets();
  const drafts = new ImportDrafts(clock);
  const web = new Hono();

  web.use(
    securityHeaders(settings.publicUrl),
    compression,
    etag(),
    pageRenderer(settings, assets),
    refuseCrossSite(settings.publicUrl),
  );
  web.onError((error, context) => errorPage(log, error, context));
  web.notFound((context) => noSuchPage(context));

  web.get("/", (context) => frontPage(deps, context));
  web.get("/day/:day", (context) => editionPage(deps, context, "day", context.req.param("day")));
  web.get("/week/:week", (context) => editionPage(deps, context, "week", context.req.param("week")));
  web.get("/month/:month", (context) => editionPage(deps, context, "month", context.req.param("month")));
  web.get("/papers/:id{.+}", (context) => paperPage(deps, context, context.req.param("id")));
  web.get("/abs/:id{.+}", (context) => arxivRedirect(deps, context, context.req.param("id")));
  web.get("/pdf/:id{.+}", (context) => arxivRedirect(deps, context, context.req.param("id")));
  web.get("/doi/:id{.+}", (context) => doiRedirect(deps, context, context.req.param("id")));
  web.get("/search", (context) => searchResultsPage(deps, context));
  web.get("/listings", (context) => listingsPage(deps, context));
  web.get("/listings/:id", (context) => listingPage(deps, context, context.req.param("id")));
  web.get("/import", (context) => importPage(context));
  web.get("/import/preview", (context) => context.redirect("/import"));
  web.get("/sources", (context) => sourcesPage(deps, context));
  web.get("/about", (context) => aboutPage(deps, context));

  web.get("/healthz", (context) => healthPage(context));
  web.get("/readyz", (context) => readyPage(deps, context));
  web.get("/robots.txt", (context) => robotsPage(context));
  web.get("/opensearch.xml", (context) => openSearchPage(deps, context));
  web.get("/assets/*", (context: Context) => sendAsset(assets, context) ?? noSuchPage(context));

  web.post("/theme", atMost(FORM_BYTES), (context) => chooseTheme(context));
  web.post("/import/preview", onlyFromHere, atMost(IMPORT_BYTES), (context) => previewImport(deps, drafts, context));
  web.post("/import", onlyFromHere, atMost(FORM_BYTES), (context) => saveImport(deps, drafts, context));
  web.post("/sources/jobs/:id/retry", onlyFromHere, atMost(FORM_BYTES), (context) =>
    retryJobAction(deps, context, context.req.param("id")),
  );
  web.all("/theme", onlyBy("POST"));
  web.all("/import/preview", onlyBy("GET", "HEAD", "POST"));
  web.all("/import", onlyBy("GET", "HEAD", "POST"));
  web.all("/sources/jobs/:id/retry", onlyBy("POST"));
  return web;
}
