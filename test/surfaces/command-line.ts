import { PassThrough, Readable } from "node:stream";
import { databaseFile, indexFolder, openApp } from "../../src/app.ts";
import { describeSettings, readConfig, unknownSettings } from "../../src/config.ts";
import { systemClock } from "../../src/lib/clock.ts";
import { serve } from "../../src/serve.ts";
import { runCli } from "../../src/surfaces/cli/cli.ts";
import type { CliSetup, OutStream, Overrides } from "../../src/surfaces/cli/setup.ts";

/** Nobody listens on these, so no test ever leaves this machine. */
export const NOWHERE: Environment = {
  BROADSHEET_ARXIV_FEED_URL: "http://127.0.0.1:9/atom",
  BROADSHEET_ARXIV_OAI_URL: "http://127.0.0.1:9/oai",
  BROADSHEET_ARXIV_API_URL: "http://127.0.0.1:9/query",
  BROADSHEET_HF_URL: "http://127.0.0.1:9",
  BROADSHEET_LOG_LEVEL: "silent",
  BROADSHEET_PORT: "0",
};

type Environment = Readonly<Record<string, string>>;

interface RunOptions {
  readonly environment?: Environment;
  readonly stdin?: string | Buffer | Readable;
  readonly signal?: AbortSignal;
  readonly out?: OutStream;
  /** Pretends that somebody watches the terminal. */
  readonly isTerminal?: boolean;
  /** Told what stands on either stream, whenever something is written. */
  readonly onOutput?: (text: string) => void;
}

export interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line within this process, on a real store; `BROADSHEET_DATA` is the folder. */
export async function runIn(folder: string, argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const out = collect(options, options.out);
  const err = collect(options);
  const environment = { ...NOWHERE, BROADSHEET_DATA: folder, ...options.environment };
  const stdin = options.stdin ?? "";
  const streams = {
    in: stdin instanceof Readable ? stdin : Readable.from([Buffer.from(stdin)]),
    out: out.stream,
    err: err.stream,
  };
  const signal = options.signal ?? new AbortController().signal;
  const exitCode = await runCli(argv, { ...setupFor(environment), streams, signal });
  return { exitCode, out: out.text(), err: err.text() };
}

function collect({ isTerminal, onOutput }: RunOptions, given?: OutStream): { stream: OutStream; text: () => string } {
  const stream = given ?? Object.assign(new PassThrough(), isTerminal ? { isTTY: true, columns: 100 } : {});
  let text = "";
  if (stream instanceof PassThrough) {
    stream.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      onOutput?.(text);
    });
  }
  return { stream, text: () => text };
}

function setupFor(environment: Environment): Omit<CliSetup, "streams" | "signal"> {
  const configOf = ({ data }: Overrides) => ({ ...readConfig(environment), ...(data !== undefined && { data }) });
  return {
    version: "1.2.3",
    clock: systemClock,
    readConfig(overrides) {
      const config = configOf(overrides);
      return {
        ...config,
        databaseFile: databaseFile(config),
        indexFolder: indexFolder(config),
        upstreams: [config.hfUrl],
      };
    },
    settingsInForce: () => describeSettings(environment),
    unknownSettings: () => unknownSettings(environment),
    async openApp(overrides) {
      const app = await openApp(configOf(overrides));
      return { ...app, serve: async (options) => await serve(app, options) };
    },
  };
}
