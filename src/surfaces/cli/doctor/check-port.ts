import { createServer } from "node:net";
import type { Clock } from "../../../lib/clock.ts";
import { messageOf } from "../../../lib/errors.ts";
import { createHttpClient } from "../../../lib/http-client.ts";
import { unlimitedTurns } from "../../../lib/request-turns.ts";
import type { Finding } from "./finding.ts";

interface PortDeps {
  readonly clock: Clock;
  readonly version: string;
}

const ABOUT = "port";
const TIMEOUT_MS = 3_000;

/** Whether `serve` can have its port, or has it already. */
export async function checkPort(deps: PortDeps, { port, host }: { port: number; host: string }): Promise<Finding> {
  const failure = await tryToListen(port, host);
  if (failure === undefined)
    return { about: ABOUT, state: "good", text: port === 0 ? "any free one" : `${port} is free` };
  const code = "code" in failure ? failure.code : undefined;
  if (code !== "EADDRINUSE")
    return { about: ABOUT, state: "problem", text: `${host}:${port} cannot be used: ${messageOf(failure)}` };
  if (await isBroadsheet(deps, port, host))
    return { about: ABOUT, state: "good", text: `a Broadsheet answers at http://localhost:${port}` };
  return {
    about: ABOUT,
    state: "problem",
    text: `${port} is taken by another program. Stop it, or choose another with BROADSHEET_PORT.`,
  };
}

async function tryToListen(port: number, host: string): Promise<Error | undefined> {
  return await new Promise((resolve) => {
    const server = createServer();
    server.once("error", resolve);
    server.listen({ port, host }, () => server.close(() => resolve(undefined)));
  });
}

async function isBroadsheet({ clock, version }: PortDeps, port: number, host: string): Promise<boolean> {
  const place = `${host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host}:${port}`;
  await using http = createHttpClient({
    clock,
    userAgent: `Broadsheet/${version} doctor`,
    allowedHosts: new Set([place]),
    turns: unlimitedTurns,
  });
  try {
    const { body } = await http.get({ url: `http://${place}/opensearch.xml`, timeoutMs: TIMEOUT_MS, maxBytes: 10_000 });
    return Buffer.from(body).includes("<ShortName>Broadsheet</ShortName>");
  } catch {
    return false;
  }
}
