import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { etag } from "hono/etag";
import { HTTPException } from "hono/http-exception";
import { changeAction, oneClickUnsubscribe } from "./actions/change-subscription.ts";
import { chooseTheme } from "./actions/choose-theme.ts";
import { confirmAction } from "./actions/confirm-subscription.ts";
import { previewImport } from "./actions/preview-import.tsx";
import { retryJobAction } from "./actions/retry-job.ts";
import { saveImport } from "./actions/save-import.ts";
import { subscribeAction } from "./actions/subscribe.ts";
import { loadAssets, sendAsset } from "./assets.ts";
import { compression } from "./compression.ts";
import { refuseCrossSite } from "./cross-site.ts";
import { errorPage, noSuchPage } from "./errors.tsx";
import { ImportDrafts } from "./import-drafts.ts";
import { pageRenderer } from "./layout.tsx";
import { onlyFromHere } from "./local-only.ts";
import { aboutPage } from "./pages/about-page.tsx";
import { aboutTrendingPage } from "./pages/about-trending-page.tsx";
import { confirmPage } from "./pages/confirm-page.tsx";
import { editionPage, frontPage } from "./pages/edition-page.tsx";
import { arxivRedirect, doiRedirect } from "./pages/identifier-redirect.ts";
import { importPage } from "./pages/import-page.tsx";
import { listingPage } from "./pages/listing-page.tsx";
import { listingsPage } from "./pages/listings-page.tsx";
import { healthPage, openSearchPage, readyPage, robotsPage } from "./pages/machine-pages.ts";
import { paperPage } from "./pages/paper-page.tsx";
import { searchResultsPage } from "./pages/search-page.tsx";
import { searchSuggestions } from "./pages/search-suggestions.ts";
import { similarPage } from "./pages/similar-page.tsx";
import { papersLikeText, similarTextPage } from "./pages/similar-text-page.tsx";
import { sourcesPage } from "./pages/sources-page.tsx";
import { askedPage, refusedPage, subscribePage } from "./pages/subscribe-page.tsx";
import { subscribePreview } from "./pages/subscribe-preview.ts";
import { subscriptionPage } from "./pages/subscription-page.tsx";
import { trendingPage } from "./pages/trending-page.tsx";
import { securityHeaders } from "./security-headers.ts";
import type { WebDeps } from "./web-deps.ts";

const FORM_BYTES = 64 * 1024;
/** 20,000 characters of any script, percent-encoded. */
const TEXT_BYTES = 256 * 1024;
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

  web.use(securityHeaders(settings.publicUrl), compression, etag(), pageRenderer(settings, assets));
  web.post("/subscriptions/:token", atMost(FORM_BYTES), oneClickUnsubscribe(deps));
  web.use(refuseCrossSite(settings.publicUrl));
  web.onError((error, context) => errorPage(log, error, context));
  web.notFound((context) => noSuchPage(context));

  web.get("/", (context) => frontPage(deps, context));
  web.get("/day/:day", (context) => editionPage(deps, context, "day", context.req.param("day")));
  web.get("/week/:week", (context) => editionPage(deps, context, "week", context.req.param("week")));
  web.get("/month/:month", (context) => editionPage(deps, context, "month", context.req.param("month")));
  web.get("/papers/:id{.+/similar}", (context) => similarPage(deps, context, context.req.param("id")));
  web.get("/papers/:id{.+}", (context) => paperPage(deps, context, context.req.param("id")));
  web.get("/abs/:id{.+}", (context) => arxivRedirect(deps, context, context.req.param("id")));
  web.get("/pdf/:id{.+}", (context) => arxivRedirect(deps, context, context.req.param("id")));
  web.get("/doi/:id{.+}", (context) => doiRedirect(deps, context, context.req.param("id")));
  web.get("/trending", (context) => trendingPage(deps, context));
  web.get("/search", (context) => searchResultsPage(deps, context));
  web.get("/search/suggest", (context) => searchSuggestions(deps, context));
  web.get("/similar", (context) => similarTextPage(deps, context));
  web.get("/listings", (context) => listingsPage(deps, context));
  web.get("/listings/:id", (context) => listingPage(deps, context, context.req.param("id")));
  web.get("/import", (context) => importPage(context));
  web.get("/import/preview", (context) => context.redirect("/import"));
  web.get("/sources", (context) => sourcesPage(deps, context));
  web.get("/about", (context) => aboutPage(deps, context));
  web.get("/about/trending", (context) => aboutTrendingPage(deps, context));

  web.get("/subscribe", (context) => subscribePage(deps, context));
  web.get("/subscribe/preview", (context) => subscribePreview(deps, context));
  web.get("/subscribe/asked", (context) => askedPage(context));
  web.get("/subscribe/refused", (context) => refusedPage(context));
  web.get("/subscriptions/:token", (context) => subscriptionPage(deps, context, context.req.param("token")));
  web.get("/subscriptions/:token/confirm", (context) => confirmPage(deps, context, context.req.param("token")));

  web.get("/healthz", (context) => healthPage(context));
  web.get("/readyz", (context) => readyPage(deps, context));
  web.get("/robots.txt", (context) => robotsPage(context));
  web.get("/opensearch.xml", (context) => openSearchPage(deps, context));
  web.get("/assets/*", (context: Context) => sendAsset(assets, context) ?? noSuchPage(context));

  web.post("/similar", atMost(TEXT_BYTES), (context) => papersLikeText(deps, context));
  web.post("/theme", atMost(FORM_BYTES), (context) => chooseTheme(context));
  web.post("/import/preview", onlyFromHere, atMost(IMPORT_BYTES), (context) => previewImport(deps, drafts, context));
  web.post("/import", onlyFromHere, atMost(FORM_BYTES), (context) => saveImport(deps, drafts, context));
  web.post("/subscribe", atMost(FORM_BYTES), (context) => subscribeAction(deps, context));
  web.post("/subscriptions/:token/confirm", atMost(FORM_BYTES), (context) =>
    confirmAction(deps, context, context.req.param("token")),
  );
  // Its form was weighed and read above, where mail programs end a subscription.
  web.post("/subscriptions/:token", (context) => changeAction(deps, context, context.req.param("token")));
  web.post("/sources/jobs/:id/retry", onlyFromHere, atMost(FORM_BYTES), (context) =>
    retryJobAction(deps, context, context.req.param("id")),
  );
  web.all("/subscribe", onlyBy("GET", "HEAD", "POST"));
  web.all("/subscriptions/:token", onlyBy("GET", "HEAD", "POST"));
  web.all("/subscriptions/:token/confirm", onlyBy("GET", "HEAD", "POST"));
  web.all("/similar", onlyBy("GET", "HEAD", "POST"));
  web.all("/theme", onlyBy("POST"));
  web.all("/import/preview", onlyBy("GET", "HEAD", "POST"));
  web.all("/import", onlyBy("GET", "HEAD", "POST"));
  web.all("/sources/jobs/:id/retry", onlyBy("POST"));
  return web;
}
