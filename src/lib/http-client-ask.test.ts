import { text } from "node:stream/consumers";
import { afterEach, expect, it } from "vitest";
import { startLocalServer, type LocalServer, type Respond } from "../../test/upstream/local-server.ts";
import { systemClock } from "./clock.ts";
import { Unavailable, UserError } from "./errors.ts";
import { createHttpClient, type HttpAsker } from "./http-client.ts";
import type { RequestTurns } from "./request-turns.ts";

let cleanUp = new AsyncDisposableStack();
afterEach(async () => {
  await cleanUp.disposeAsync();
  cleanUp = new AsyncDisposableStack();
});

const serve = async (respond: Respond): Promise<LocalServer> => cleanUp.use(await startLocalServer(respond));

/** `taken` holds the hosts whose turn was taken. */
function askerFor(hosts: readonly string[], taken: string[] = []): HttpAsker {
  const turns: RequestTurns = {
    async take(host) {
      taken.push(host);
      return { finish: async () => undefined };
    },
  };
  const allowedHosts = new Set(hosts);
  return cleanUp.use(createHttpClient({ clock: systemClock, userAgent: "broadsheet/test", turns, allowedHosts }));
}

it("sends a question as JSON, in its host's turn, and hands over the answer", async () => {
  const server = await serve(async (request, response) => {
    const { method, headers } = request;
    response.end(JSON.stringify([method, headers["content-type"], headers["x-key"], await text(request)]));
  });
  const taken: string[] = [];
  const question = { url: server.origin, json: { naïve: ["é", 1] }, headers: { "X-Key": "k" } };
  const { status, body } = await askerFor([server.host], taken).ask(question);
  expect(status).toBe(200);
  expect(JSON.parse(Buffer.from(body).toString())).toEqual(["POST", "application/json", "k", '{"naïve":["é",1]}']);
  expect(taken).toEqual([server.host]);
});

it("does not send a question on to where a redirect leads", async () => {
  let asked = 0;
  const server = await serve((_request, response) => {
    asked += 1;
    response.writeHead(308, { location: "/other" }).end();
  });
  await expect(askerFor([server.host]).ask({ url: server.origin, json: {} })).rejects.toThrow(/sends questions on/);
  expect(asked).toBe(1);
});

it("is unavailable after 503, and takes 404 for an answer", async () => {
  const server = await serve((request, response) => response.writeHead(request.url === "/a" ? 503 : 404).end("x"));
  const asker = askerFor([server.host]);
  await expect(asker.ask({ url: `${server.origin}/a`, json: {} })).rejects.toThrow(Unavailable);
  expect((await asker.ask({ url: `${server.origin}/b`, json: {} })).status).toBe(404);
});

it("asks no private address that nobody named", async () => {
  const server = await serve((_request, response) => response.end());
  const attempt = askerFor([]).ask({ url: server.origin, json: {} });
  await expect(attempt).rejects.toThrow(UserError);
});
