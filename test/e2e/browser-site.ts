import { EditionShelf } from "../../src/daily/edition-shelf.ts";
import { TrendingBoard } from "../../src/daily/trending-board.ts";
import { readConfig } from "../../src/config.ts";
import { createPost, type Post } from "../../src/post.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { chromium, type Browser } from "playwright-core";
import { silentLog } from "../../src/lib/log.ts";
import { createMathRenderer } from "../../src/lib/math.ts";
import type { Store } from "../../src/store/store.ts";
import { fakeClock } from "../fake-clock.ts";
import { aSighting, anAbstract } from "../make.ts";
import { NOW, plainIndex } from "../surfaces/web-site.ts";
import { saveSightings } from "../../src/ingest/save-sightings.ts";
import { openTestStore } from "../test-store.ts";

const CHROMIUM = "/usr/bin/chromium";
const BUILT_WEB = new URL("../../dist/surfaces/web/web.js", import.meta.url);
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Why journeys cannot be made here; undefined when they can. */
export function missingForJourneys(): string | undefined {
  if (!existsSync(CHROMIUM)) return `skipped: there is no Chromium at ${CHROMIUM}`;
  if (!existsSync(BUILT_WEB)) return "skipped: the pages are not built, run `npm run build`";
  return undefined;
}

/** Pages on a real port, and a browser to read them with. */
export interface ServedPages extends AsyncDisposable {
  readonly browser: Browser;
  readonly origin: string;
}

/** The pages as they are built, with scripts and all. */
export const loadBuiltWeb = async (): Promise<typeof import("../../src/surfaces/web/web.tsx")> =>
  (await import(BUILT_WEB.href)) as typeof import("../../src/surfaces/web/web.tsx");

export async function serveInBrowser(fetch: Parameters<typeof createAdaptorServer>[0]["fetch"]): Promise<ServedPages> {
  const server = createAdaptorServer({ fetch });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  return {
    browser,
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      await browser.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      server.close();
    },
  };
}

export interface BrowserSite extends ServedPages {
  readonly store: Store;
  /** Mails are written to files below `mailFolder`. */
  readonly post: Post;
  readonly mailFolder: string;
}

/** The built pages over some days of papers. */
export async function openBrowserSite(): Promise<BrowserSite> {
  const store = await openTestStore();
  await fill(store);
  const math = createMathRenderer();
  const folder = await temporaryFolder();
  const index = plainIndex(store);
  const clock = fakeClock(NOW);
  const parts = { store, shelf: new EditionShelf(store), board: new TrendingBoard({ store, clock }), clock };
  const openPost = (url: string): Post =>
    createPost({
      ...parts,
      log: silentLog,
      config: readConfig({ BROADSHEET_DATA: folder.path, BROADSHEET_URL: url }),
      index: () => index,
    });
  const { createWeb } = await loadBuiltWeb();
  const web = createWeb({
    ...parts,
    index,
    math,
    log: silentLog,
    settings: { categories: ["cs.CL"], version: "0.0.0" },
    mail: openPost("http://localhost"),
  });
  const pages = await serveInBrowser(web.fetch);
  return {
    ...pages,
    store,
    post: openPost(pages.origin),
    mailFolder: join(folder.path, "outbox"),
    async [Symbol.asyncDispose]() {
      await pages[Symbol.asyncDispose]();
      await math[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

const ORGANIZATIONS = ["Royal Observatory", "Analytical Society", undefined];
const CATEGORIES = ["cs.CL", "cs.CV", "math.CO", "hep-th"];

/** A Friday of a dozen papers with long abstracts, formulas, right-to-left names and a withdrawal; quieter days around it. */
async function fill(store: Store): Promise<void> {
  const sightings = Array.from({ length: 24 }, (_, index) =>
    aSighting({
      source: index % 4 === 0 ? "sample" : "hugging-face",
      ids: [`2608.${String(10_000 + index)}`],
      title:
        index % 7 === 0
          ? `On $\\mathcal{O}(n^{${index}})$ bounds for sequence models`
          : `A long enough title about number ${index}, and what follows from it in practice`,
      ...(index % 4 === 0
        ? { summary: anAbstract(index) }
        : { abstract: `${anAbstract(index)} ${anAbstract(index + 200)} With $x_{${index}}<\\sqrt{2}$.` }),
      authors: [
        "Ada Lovelace",
        "عمر الخيام",
        "Émilie du Châtelet",
        ...Array.from({ length: index % 12 }, (_name, other) => `Author ${other} of ${index}`),
      ],
      organization: ORGANIZATIONS[index % 3],
      categories: [CATEGORIES[index % 4] ?? "cs.CL", "cs.LG"],
      counts: { votes: 24 - index, comments: index % 3, stars: index * 9 },
      links: { code: "https://example.org/code", project: "https://example.org/" },
      published: "2026-08-20",
      versions: [{ number: 1, date: "2026-08-20" }],
      ...(index === 3 ? { withdrawal: { reason: "Lemma 3 is wrong" } } : {}),
      days: [index < 12 ? "2026-08-21" : `2026-08-${17 + (index % 4)}`],
      kind: "featured",
    }),
  );
  await store.ingest(async (transaction) => {
    await saveSightings(transaction, sightings, NOW);
    const failure = {
      attemptedAt: NOW,
      outcome: "failed",
      message: "arXiv answered 503",
      problems: [],
      papersRead: 0,
      isContinued: false,
    } as const;
    await transaction.setSourceProgress("arxiv-feed", failure);
  });
}
