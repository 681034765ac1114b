import type { Readable, Writable } from "node:stream";
import type { SendingReport } from "../../daily/outbox.ts";
import type { Choices } from "../../daily/subscription-choices.ts";
import type { TrendingBoard } from "../../daily/trending-board.ts";
import type { Sighting } from "../../domain/sighting.ts";
import type { Embedder } from "../../inference/embedder.ts";
import type { ScheduleEntry } from "../../jobs/schedule.ts";
import type { Clock } from "../../lib/clock.ts";
import type { HttpClient } from "../../lib/http-client.ts";
import type { Log } from "../../lib/log.ts";
import type { PaperIndex } from "../../search/paper-index.ts";
import type { ArxivLookup } from "../../sources/arxiv.ts";
import type { Source } from "../../sources/source.ts";
import type { Store } from "../../store/store.ts";

/** What a command line may say instead of the settings. */
export interface Overrides {
  readonly data?: string | undefined;
}

/** The settings that commands look at. */
export interface CliConfig {
  readonly data: string;
  readonly databaseFile: string;
  readonly indexFolder: string;
  /** `built-in`, or what else turns papers into vectors. */
  readonly embedder: string;
  readonly port: number;
  readonly host: string;
  /** Ids of the sources that are read when nobody names any. */
  readonly sources: readonly string[];
  readonly logLevel: string;
  /** The web addresses that papers are read from. */
  readonly upstreams: readonly string[];
}

/** A setting, and whether the environment sets it. */
interface SettingInForce {
  readonly name: string;
  readonly value: string;
  readonly isSet: boolean;
}

interface RunningServer extends AsyncDisposable {
  readonly url: string;
}

/** The mail of this site. */
export interface CliPost {
  /** Where mails go, in words. */
  readonly destination: string;
  preview(choices: Choices): Promise<PreviewedMail | undefined>;
  makeDue(signal: AbortSignal): Promise<number>;
  send(signal: AbortSignal): Promise<SendingReport>;
}

interface PreviewedMail {
  readonly subject: string;
  html(manage: string): string;
  text(manage: string): string;
}

/** The parts of the application that commands use. */
export interface CliApp extends AsyncDisposable {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly http: HttpClient;
  readonly sources: readonly Source[];
  readonly lookup: ArxivLookup;
  readonly board: TrendingBoard;
  embedder(): Embedder;
  readonly schedule: readonly ScheduleEntry[];
  readonly post: CliPost;
  readSample(): Promise<readonly Sighting[]>;
  index(): PaperIndex;
  /** Throws `UserError` when the address cannot be had. */
  serve(options: { readonly port: number; readonly host: string }): Promise<RunningServer>;
}

export type OutStream = Writable & { readonly isTTY?: boolean | undefined; readonly columns?: number | undefined };

export interface CliStreams {
  readonly in: Readable;
  readonly out: OutStream;
  readonly err: OutStream;
}

/** Everything the command line needs from the world around it. */
export interface CliSetup {
  readonly version: string;
  readonly clock: Clock;
  readonly streams: CliStreams;
  /** Aborted when the command shall stop, with the name of the signal (`SIGINT`) as the reason. */
  readonly signal: AbortSignal;
  /** Throws `UserError` that names the setting and the mend, as `openApp` does. */
  readConfig(overrides: Overrides): CliConfig;
  settingsInForce(): readonly SettingInForce[];
  /** Names in the environment that look like settings but are none. */
  unknownSettings(): readonly string[];
  openApp(overrides: Overrides): Promise<CliApp>;
}
