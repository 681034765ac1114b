import process from "node:process";
import { databaseFile, indexFolder, openApp } from "./app.ts";
import { describeSettings, readConfig, unknownSettings, type Config } from "./config.ts";
import { systemClock } from "./lib/clock.ts";
import { runCli } from "./surfaces/cli/cli.ts";
import type { Overrides } from "./surfaces/cli/setup.ts";
import { VERSION } from "./version.ts";

/** What has not stopped this long after it was told to is cut off. */
const LONGEST_STOP_MS = 9_000;

const stop = new AbortController();
// Once each: a second Ctrl-C ends the process at once.
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(name, () => {
    stop.abort(name);
    setTimeout(() => process.exit(), LONGEST_STOP_MS).unref();
  });
}

function configWith({ data }: Overrides): Config {
  const config = readConfig();
  return data === undefined ? config : { ...config, data };
}

process.exitCode = await runCli(process.argv.slice(2), {
  version: VERSION,
  clock: systemClock,
  streams: { in: process.stdin, out: process.stdout, err: process.stderr },
  signal: stop.signal,
  readConfig(overrides) {
    const config = configWith(overrides);
    const { arxivFeedUrl, arxivOaiUrl, arxivApiUrl, hfUrl } = config;
    return {
      ...config,
      databaseFile: databaseFile(config),
      indexFolder: indexFolder(config),
      upstreams: [arxivFeedUrl, arxivOaiUrl, arxivApiUrl, hfUrl],
    };
  },
  settingsInForce: () => describeSettings(),
  unknownSettings: () => unknownSettings(),
  async openApp(overrides) {
    const app = await openApp(configWith(overrides));
    return {
      ...app,
      async serve(options) {
        // Other commands start sooner without the code of the pages.
        const { serve } = await import("./serve.ts");
        return await serve(app, options);
      },
    };
  },
});
