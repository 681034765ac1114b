import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface LocalServer extends AsyncDisposable {
  readonly origin: string;
  /** Address and port. */
  readonly host: string;
  /** How many connections anybody has opened to it. */
  connections(): number;
  close(): Promise<void>;
}

export type Respond = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A web server on this machine, on a free port unless one is given. */
export async function startLocalServer(
  respond: Respond,
  { address = "127.0.0.1", port = 0 }: { address?: string; port?: number } = {},
): Promise<LocalServer> {
  let connections = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await respond(request, response);
    } catch {
      response.destroy();
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, address, resolve);
  });
  const { port: freePort } = server.address() as AddressInfo;
  const host = address.includes(":") ? `[${address}]:${freePort}` : `${address}:${freePort}`;
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  };
  return {
    origin: `http://${host}`,
    host,
    connections: () => connections,
    close,
    [Symbol.asyncDispose]: close,
  };
}
