import type { Context, MiddlewareHandler } from "hono";
import { html } from "hono/html";
import type { Child, PropsWithChildren } from "hono/jsx";
import type { Assets } from "./assets.ts";
import { Colophon } from "./components/colophon.tsx";
import { FeedAlternates, type PageFeed } from "./components/feed-links.tsx";
import { Masthead } from "./components/masthead.tsx";
import { readTheme, type Theme } from "./theme.ts";
import type { WebSettings } from "./web-deps.ts";

/** What a page says of itself, besides its content. */
export interface Head {
  readonly title: string;
  readonly description?: string | undefined;
  /** The path of this page's one true address. */
  readonly canonical?: string | undefined;
  /** Pages that search engines should leave alone. */
  readonly isUnlisted?: boolean | undefined;
  /** Further elements for `<head>`. */
  readonly extra?: Child;
  /** What stands under the name on an edition's page, where the masthead is set large. */
  readonly edition?: { readonly leftEar: Child; readonly rightEar: Child; readonly bar: Child } | undefined;
  /** Tells what is new on this page. */
  readonly feed?: PageFeed | undefined;
  /** What was searched for. */
  readonly question?: string | undefined;
  /** Further parameters that the next search of the page's field keeps. */
  readonly kept?: Readonly<Record<string, string | undefined>> | undefined;
}

declare module "hono" {
  interface ContextRenderer {
    (content: Child, head: Head): Response | Promise<Response>;
  }
}

/** Lets pages answer with `context.render(content, head)`. */
export function pageRenderer(settings: WebSettings, assets: Assets): MiddlewareHandler {
  return async (context, next) => {
    context.setRenderer((content, head) => {
      const frame = {
        head,
        settings,
        assets,
        theme: readTheme(context),
        path: context.req.path,
        back: placeToComeBackTo(context),
      };
      context.header("Cache-Control", "no-cache");
      context.header("Vary", "Cookie");
      return context.html(html`<!doctype html>${<Layout {...frame}>{content}</Layout>}`);
    });
    await next();
  };
}

/** The page's own address; for the answer to a form, which has none to come back to, the front page. */
function placeToComeBackTo({ req }: Context): string {
  const { pathname, search } = new URL(req.url);
  return req.method === "GET" ? pathname + search : "/";
}

interface LayoutProps {
  readonly head: Head;
  readonly settings: WebSettings;
  readonly assets: Assets;
  readonly theme: Theme | undefined;
  readonly path: string;
  readonly back: string;
}

function Layout({ head, settings, assets, theme, path, back, children }: PropsWithChildren<LayoutProps>) {
  return (
    <html lang="en" {...(theme && { "data-theme": theme })}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{head.title === "Broadsheet" ? head.title : `${head.title} · Broadsheet`}</title>
        <ColorScheme theme={theme} />
        <link rel="stylesheet" href={assets.stylesheet} />
        <link rel="icon" href={assets.icon} type="image/svg+xml" />
        <link rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml" title="Broadsheet" />
        {head.description !== undefined && <meta name="description" content={head.description} />}
        {head.isUnlisted === true && <meta name="robots" content="noindex" />}
        {head.canonical !== undefined && (
          <link rel="canonical" href={(settings.publicUrl ?? "").replace(/\/+$/, "") + head.canonical} />
        )}
        {head.feed && <FeedAlternates feed={head.feed} />}
        {head.extra}
        {assets.scripts.map((script) => (
          <script type="module" src={script} />
        ))}
      </head>
      <body>
        <a class="skip" href="#content">
          Skip to the papers
        </a>
        <Masthead edition={head.edition} question={head.question} kept={head.kept} path={path} />
        {children}
        <Colophon theme={theme} back={back} version={settings.version} feed={head.feed} />
      </body>
    </html>
  );
}

function ColorScheme({ theme }: { theme: Theme | undefined }) {
  const [light, dark] = ["#fcfbf8", "#131415"];
  if (theme) return <meta name="theme-color" content={theme === "light" ? light : dark} />;
  return (
    <>
      <meta name="theme-color" media="(prefers-color-scheme: light)" content={light} />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content={dark} />
    </>
  );
}
