import { join } from "node:path";
import type { Config } from "./config.ts";
import { EditionShelf } from "./daily/edition-shelf.ts";
import { retrainPrior } from "./daily/retrain-prior.ts";
import { TrendingBoard } from "./daily/trending-board.ts";
import { guessPapers } from "./daily/trending-guesses.ts";
import { loadBuiltInModel } from "./inference/built-in-model.ts";
import type { Embedder } from "./inference/embedder.ts";
import { HostTurns } from "./ingest/host-turns.ts";
import type { JobFunctions } from "./jobs/job-function.ts";
import type { ScheduleEntry } from "./jobs/schedule.ts";
import { systemClock, type Clock } from "./lib/clock.ts";
import { Unavailable, UserError } from "./lib/errors.ts";
import { createHttpClient, type HttpClient } from "./lib/http-client.ts";
import { createLog, type Log } from "./lib/log.ts";
import { pullSource } from "./ingest/pull.ts";
import { createPost, type Post } from "./post.ts";
import { adaptToPapers, lastAdaptation, noteAdaptation } from "./search/adapt-to-papers.ts";
import { isAdaptationDue } from "./search/adaptation-due.ts";
import type { EmbedderChoice } from "./search/embedder-choice.ts";
import { startPaperIndex, type PaperIndex } from "./search/paper-index.ts";
import { createArxivFeed, createArxivLookup, createArxivOai, type ArxivLookup } from "./sources/arxiv.ts";
import { createHuggingFace } from "./sources/hugging-face.ts";
import { readSampleEdition } from "./sources/sample.ts";
import type { Sighting } from "./domain/sighting.ts";
import type { Source } from "./sources/source.ts";
import { openStore } from "./store/open.ts";
import type { Store } from "./store/store.ts";
import { VERSION } from "./version.ts";

/** Everything a command or a page may need, put together once. */
export interface App extends AsyncDisposable {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly http: HttpClient;
  /** Every source that can be pulled; `config.sources` says which ones are read on schedule. */
  readonly sources: readonly Source[];
  readonly lookup: ArxivLookup;
  /** The trending papers, in memory. */
  readonly board: TrendingBoard;
  /** The model of meaning, loaded at the first call. */
  embedder(): Embedder;
  readonly readSample: () => Promise<readonly Sighting[]>;
  /** The search index, started at the first call. */
  index(): PaperIndex;
  readonly post: Post;
  readonly jobs: JobFunctions;
  readonly schedule: readonly ScheduleEntry[];
}

export const databaseFile = (config: Config): string => join(config.data, "broadsheet.db");
const modelFolderOf = (config: Config): string => join(config.data, "model");
export const indexFolder = (config: Config): string => join(config.data, "index");

/** Opens the store and puts the parts together. Throws `UserError` for what the operator can mend. */
export async function openApp(config: Config): Promise<App> {
  const clock = systemClock;
  const log = createLog(config.logLevel);
  const store = await openStore(databaseFile(config));
  const http = createHttpClient({
    clock,
    userAgent: userAgent(config),
    allowedHosts: config.namedHosts,
    turns: hostTurns(config, store, clock),
  });
  const sources = createSources(config);
  let index: PaperIndex | undefined;
  const board = new TrendingBoard({ store, clock });
  let model: Embedder | undefined;
  const embedder = (): Embedder => (model ??= loadBuiltInModel());
  const openIndex = (): PaperIndex =>
    (index ??= startPaperIndex({
      databaseFile: databaseFile(config),
      indexFolder: indexFolder(config),
      embedder: embedderChoice(config),
      log,
      lastChange: async () => await store.papers.lastChange(),
    }));
  const post = createPost({ config, store, clock, log, shelf: new EditionShelf(store), board, index: openIndex });
  return {
    config,
    store,
    clock,
    log,
    http,
    sources,
    lookup: createArxivLookup({ baseUrl: config.arxivApiUrl }),
    board,
    embedder,
    readSample: readSampleEdition,
    index: openIndex,
    post,
    jobs: { ...jobFunctions({ config, store, http, clock, log, sources, embedder, board }), ...post.jobs },
    schedule: SCHEDULE.filter(
      ({ payload }) => payload === undefined || config.sources.some((source) => source === payload["source"]),
    ),
    async [Symbol.asyncDispose]() {
      await index?.[Symbol.asyncDispose]();
      await http[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

function embedderChoice(config: Config): EmbedderChoice {
  const folder = modelFolderOf(config);
  switch (config.embedder) {
    case "built-in":
      return { kind: "built-in", folder };
    case "openai": {
      const { embedderUrl: url, embedderModel: model, embedderKey: key, namedHosts } = config;
      return { kind: "openai", url, model, key, folder, userAgent: userAgent(config), namedHosts: [...namedHosts] };
    }
    case "onnx":
      return { kind: "onnx", folder: config.embedderFolder };
  }
}

function createSources({ arxivFeedUrl, arxivOaiUrl, hfUrl, categories }: Config): readonly Source[] {
  return [
    createArxivFeed({ baseUrl: arxivFeedUrl, categories }),
    createArxivOai({ baseUrl: arxivOaiUrl, categories }),
    createHuggingFace({ baseUrl: hfUrl }),
  ];
}

function userAgent({ contact }: Config): string {
  return `Broadsheet/${VERSION} (self-hosted daily papers${contact === "" ? "" : `; ${contact}`})`;
}

/** arXiv: one request in three seconds over all its hosts (info.arxiv.org/help/api/tou). Hugging Face: 500 in five minutes. */
function hostTurns(config: Config, store: Store, clock: Clock): HostTurns {
  const hostOf = (url: string): string => new URL(url).host;
  const arxivHosts = [config.arxivFeedUrl, config.arxivOaiUrl, config.arxivApiUrl].map(hostOf);
  const manners = [
    {
      group: "arxiv",
      hosts: new Set([...arxivHosts, "arxiv.org", "export.arxiv.org", "rss.arxiv.org", "oaipmh.arxiv.org"]),
      gapMs: 3_000,
    },
    { group: "hugging-face", hosts: new Set([hostOf(config.hfUrl), "huggingface.co"]), gapMs: 700 },
  ];
  return new HostTurns({ turns: store.hostTurns, clock, random: Math.random, manners });
}

interface JobDeps {
  readonly config: Config;
  readonly store: Store;
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly log: Log;
  readonly sources: readonly Source[];
  readonly embedder: () => Embedder;
  readonly board: TrendingBoard;
}

const FINISHED_KEPT_MS = 7 * 86_400_000;

function jobFunctions(deps: JobDeps): JobFunctions {
  return {
    async pull(job, { signal }) {
      const source = deps.sources.find(({ about }) => about.id === job.payload["source"]);
      if (!source) throw new UserError("invalid", `There is no source called ${String(job.payload["source"])}.`);
      const { outcome, message, retryAfterMs } = await pullSource(deps, source, { signal });
      if (outcome === "failed" || outcome === "throttled")
        throw new Unavailable(source.about.id, message ?? outcome, { retryAfterMs });
    },
    async guess(_job, { signal }) {
      await guessPapers({ ...deps, embedder: deps.embedder() }, signal);
      // So that no reader waits for what the board has not read yet.
      await deps.board.page({ window: "week", mix: 0, limit: 1 });
    },
    async "train-prior"() {
      const { outcome, papers } = await retrainPrior({ ...deps, embedder: deps.embedder() });
      deps.log.info({ outcome, papers }, "the prior was trained on past editions");
    },
    async "adapt-model"(_job, { signal }) {
      await adaptWhenDue(deps, signal);
    },
    async tidy() {
      await deps.store.jobs.forgetFinished(deps.clock.now() - FINISHED_KEPT_MS);
    },
  };
}

async function adaptWhenDue({ config, store, clock, log }: JobDeps, signal: AbortSignal): Promise<void> {
  const modelFolder = modelFolderOf(config);
  const papers = await store.papers.count();
  if (config.embedder !== "built-in" || !isAdaptationDue(papers, await lastAdaptation(modelFolder), clock.now()))
    return;
  const report = await adaptToPapers({ databaseFile: databaseFile(config), modelFolder }, signal);
  await noteAdaptation(modelFolder, { atMs: clock.now(), papers });
  log.info(report, report.isBetter ? "the model was adapted to the papers here" : "adapting the model did not help");
}

/** arXiv announces at 20:00 Eastern and rebuilds its feed about midnight; the later looks catch a late day. */
const SCHEDULE: readonly ScheduleEntry[] = [
  {
    name: "arxiv-feed",
    cron: "20 0,1,3,6,12 * * *",
    zone: "America/New_York",
    job: "pull",
    payload: { source: "arxiv-feed" },
  },
  { name: "arxiv-oai", cron: "0 4 * * *", zone: "America/New_York", job: "pull", payload: { source: "arxiv-oai" } },
  { name: "hugging-face", cron: "15 */3 * * *", zone: "UTC", job: "pull", payload: { source: "hugging-face" } },
  { name: "guess", cron: "*/10 * * * *", zone: "UTC", job: "guess" },
  { name: "train-prior", cron: "10 5 * * *", zone: "UTC", job: "train-prior" },
  { name: "adapt-model", cron: "30 3 * * *", zone: "UTC", job: "adapt-model" },
  { name: "digests", cron: "*/5 * * * *", zone: "UTC", job: "digests" },
  { name: "tidy-mail", cron: "25 4 * * *", zone: "UTC", job: "tidy-mail" },
  { name: "tidy", cron: "40 4 * * *", zone: "UTC", job: "tidy" },
];
