import { connect } from "node:net";
import type { Finding } from "./finding.ts";

const ABOUT = "sources";
const TIMEOUT_MS = 3_000;

/** Whether the sources' hosts answer at all. Nothing is asked of them, so this costs nobody a place in line. */
export async function checkUpstreams(addresses: readonly string[]): Promise<readonly Finding[]> {
  const origins = [...new Set(addresses.map((address) => new URL(address).origin))];
  const knocks = await Promise.all(
    origins.map(async (origin) => ({ host: new URL(origin).host, failure: await knock(origin) })),
  );
  const reached = knocks.filter(({ failure }) => failure === undefined).map(({ host }) => host);
  const missed = knocks.flatMap(({ host, failure }) => (failure === undefined ? [] : [`${host} (${failure})`]));
  return [
    ...(reached.length === 0
      ? []
      : [{ about: ABOUT, state: "good", text: `can be reached: ${reached.join(", ")}` } as const]),
    ...(missed.length === 0
      ? []
      : [
          {
            about: ABOUT,
            state: "note",
            text: `cannot be reached now: ${missed.join(", ")}. Papers that are here can be read all the same.`,
          } as const,
        ]),
  ];
}

async function knock(origin: string): Promise<string | undefined> {
  const { hostname, port, protocol } = new URL(origin);
  const defaultPort = protocol === "http:" ? 80 : 443;
  return await new Promise((resolve) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ""), port: port === "" ? defaultPort : Number(port) });
    const end = (failure: string | undefined): void => {
      socket.destroy();
      resolve(failure);
    };
    socket.setTimeout(TIMEOUT_MS, () => end(`no answer in ${TIMEOUT_MS / 1000} s`));
    socket.once("connect", () => end(undefined));
    socket.once("error", (error) => end(failureText(error)));
  });
}

function failureText({ code, message }: NodeJS.ErrnoException): string {
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "its name cannot be looked up";
  return code === "ECONNREFUSED" ? "nobody answers there" : (code ?? message);
}
