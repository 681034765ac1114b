import { EditionShelf } from "../../src/daily/edition-shelf.ts";
import type { Hono } from "hono";
import { TrendingBoard } from "../../src/daily/trending-board.ts";
import type { Sighting } from "../../src/domain/sighting.ts";
import { saveSightings } from "../../src/ingest/save-sightings.ts";
import { silentLog } from "../../src/lib/log.ts";
import { createMathRenderer } from "../../src/lib/math.ts";
import type { IndexProgress, PaperIndex } from "../../src/search/paper-index.ts";
import type { Store } from "../../src/store/store.ts";
import { createFeeds } from "../../src/surfaces/feeds/feeds.ts";
import { createWeb } from "../../src/surfaces/web/web.tsx";
import type { WebSettings } from "../../src/surfaces/web/web-deps.ts";
import { fakeClock } from "../fake-clock.ts";
import { openTestStore } from "../test-store.ts";

/** Monday, 24 August 2026, at noon. */
export const NOW = Date.parse("2026-08-24T12:00:00Z");

export interface TestSite extends AsyncDisposable {
  readonly store: Store;
  readonly web: Hono;
  save(...sightings: readonly Sighting[]): Promise<void>;
  /** A request by somebody at this machine. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body: Record<string, string | File>, headers?: Record<string, string>): Promise<Response>;
  text(path: string): Promise<string>;
}

interface SiteOptions {
  readonly settings?: Partial<WebSettings>;
  readonly progress?: IndexProgress;
}

/** Who asks, as the server of Node tells it. */
export const from = (remoteAddress: string): object => ({
  incoming: { socket: { remoteAddress, remotePort: 40_000, remoteFamily: "IPv4" } },
});

/** The web pages over a real store, a clock that stands still, and an index that compares words. */
export async function openTestSite({ settings = {}, progress }: SiteOptions = {}): Promise<TestSite> {
  const store = await openTestStore();
  const math = createMathRenderer();
  const clock = fakeClock(NOW);
  const deps = {
    store,
    shelf: new EditionShelf(store),
    board: new TrendingBoard({ store, clock }),
    index: plainIndex(store, progress),
    math,
    clock,
    log: silentLog,
    settings: { categories: ["cs.CL"], version: "0.0.0", ...settings },
  };
  const web = createWeb(deps);
  web.route("/", createFeeds({ ...deps, categories: deps.settings.categories, publicUrl: deps.settings.publicUrl }));
  const get = async (path: string, headers: Record<string, string> = {}) =>
    await web.request(path, { headers }, from("127.0.0.1"));
  return {
    store,
    web,
    get,
    async save(...sightings) {
      await store.ingest(async (transaction) => await saveSightings(transaction, sightings, NOW));
    },
    async post(path, fields, headers = { "Sec-Fetch-Site": "same-origin" }) {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      return await web.request(path, { method: "POST", body, headers }, from("127.0.0.1"));
    },
    text: async (path) => await (await get(path)).text(),
    async [Symbol.asyncDispose]() {
      await math[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

/** Finds the papers whose titles or abstracts hold every word. */
export function plainIndex(store: Store, progress?: IndexProgress): PaperIndex {
  return {
    async search({ should, must }, { offset, limit }) {
      const text = [...should, ...must].map((clause) => clause.text).join(" ");
      const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
      const changes = await store.papers.changesSince(0, 10_000);
      const hits = changes.flatMap(({ key, paper }) => {
        const whole = paper ? `${paper.title} ${paper.authors} ${paper.abstract}`.toLowerCase() : "";
        return words.length > 0 && words.every((word) => whole.includes(word)) ? [{ key, score: 1 }] : [];
      });
      return {
        hits: hits.slice(offset, offset + limit),
        total: hits.length,
        isTotalExact: true,
        facets: {},
        corrections: [],
        isMeaningUsed: false,
      };
    },
    count: async (questions) => questions.map(() => ({ total: 0, isTotalExact: true })),
    similar: async () => [],
    suggest: async () => ({ titles: [], authors: [] }),
    progress: () => progress ?? { indexed: 0, total: 0, isReady: true },
    async caughtUp() {},
    async [Symbol.asyncDispose]() {},
  };
}
