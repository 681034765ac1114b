import { join } from "node:path";
import { EditionShelf } from "../../src/daily/edition-shelf.ts";
import { TrendingBoard } from "../../src/daily/trending-board.ts";
import type { Sighting } from "../../src/domain/sighting.ts";
import { saveSightings } from "../../src/ingest/save-sightings.ts";
import { silentLog } from "../../src/lib/log.ts";
import { createMathRenderer } from "../../src/lib/math.ts";
import { startPaperIndex } from "../../src/search/paper-index.ts";
import { openStore } from "../../src/store/open.ts";
import type { WebDeps } from "../../src/surfaces/web/web-deps.ts";
import { fakeClock } from "../fake-clock.ts";
import { aSighting } from "../make.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { NOW } from "./web-site.ts";

/** What the pages need, over a real store and a real index that holds the papers of `PAPERS`. */
export interface SearchSite extends AsyncDisposable {
  readonly deps: WebDeps;
}

const LONG =
  "Background that says nothing of it fills many words of this abstract, and then some more of them. ".repeat(4);

const PAPERS: readonly Sighting[] = [
  aSighting({
    ids: ["2401.00001"],
    title: "Sparse attention for $n^2$ documents",
    authors: ["Ada Example", ...Array.from({ length: 8 }, (_, index) => `Author ${index}`), "Zoë Hidden"],
    abstract: `${LONG} We propose sparse attention kernels for transformers. ${LONG}`,
    published: "2024-01-05",
    categories: ["cs.CL", "cs.LG"],
    venue: "NeurIPS 2024",
    links: { code: "https://example.org/code" },
  }),
  aSighting({
    ids: ["2503.00002"],
    title: "Transformers with sparse kernels",
    authors: ["Cy Müller"],
    abstract: "However, transformers are slow. We propose sparse attention kernels. Results show fast transformers.",
    published: "2025-03-01",
    categories: ["cs.LG"],
  }),
  aSighting({
    ids: ["2301.00003"],
    title: "On cores of graphs",
    authors: ["Ada Example"],
    abstract: "Every graph has a core. We count homomorphisms between graphs.",
    published: "2023-01-09",
    categories: ["math.CO"],
  }),
  aSighting({
    ids: ["2302.00004"],
    title: '<img src=x onerror=alert(1)> "marked" <b>graphs</b>',
    authors: ["<script>alert(2)</script> Graphs"],
    abstract: "Graphs & <script>alert(3)</script> graphs.",
    published: "2023-02-01",
    categories: ["math.CO"],
  }),
  ...Array.from({ length: 45 }, (_, index) =>
    aSighting({
      ids: [`2202.${10_000 + index}`],
      title: `Measured rivers, part ${index}`,
      abstract: `Rivers of valley ${index} were measured.`,
      published: "2022-02-02",
      categories: [`physics.ao-ph`],
    }),
  ),
];

export async function openSearchSite(): Promise<SearchSite> {
  const open = new AsyncDisposableStack();
  const folder = open.use(await temporaryFolder());
  const databaseFile = join(folder.path, "broadsheet.db");
  const store = open.use(await openStore(databaseFile));
  await store.ingest(async (transaction) => await saveSightings(transaction, PAPERS, NOW));
  const math = open.use(createMathRenderer());
  const lastChange = async (): Promise<number> => await store.papers.lastChange();
  const index = open.use(
    startPaperIndex({ databaseFile, indexFolder: join(folder.path, "index"), log: silentLog, lastChange }),
  );
  await index.caughtUp();
  const clock = fakeClock(NOW);
  const deps: WebDeps = {
    store,
    shelf: new EditionShelf(store),
    board: new TrendingBoard({ store, clock }),
    index,
    math,
    clock,
    log: silentLog,
    settings: { categories: ["cs.CL"], version: "0.0.0" },
  };
  return { deps, [Symbol.asyncDispose]: async () => await open[Symbol.asyncDispose]() };
}
