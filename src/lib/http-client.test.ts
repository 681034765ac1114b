import { afterEach, expect, it } from "vitest";
import { startLocalServer, type LocalServer, type Respond } from "../../test/upstream/local-server.ts";
import { systemClock, type Clock } from "./clock.ts";
import { Unavailable, UserError } from "./errors.ts";
import { createHttpClient, type HttpClient, type HttpClientOptions } from "./http-client.ts";
import { unlimitedTurns, type RequestTurns, type TurnOutcome } from "./request-turns.ts";

const cleanUp = new AsyncDisposableStack();
const servers: LocalServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(respond: Respond): Promise<LocalServer> {
  const server = await startLocalServer(respond);
  servers.push(server);
  return server;
}

function clientFor(hosts: readonly string[], options: Partial<HttpClientOptions> = {}): HttpClient {
  const defaults = {
    clock: systemClock,
    userAgent: "broadsheet/test (reader@example.org)",
    turns: unlimitedTurns,
  };
  return cleanUp.use(createHttpClient({ ...defaults, allowedHosts: new Set(hosts), ...options }));
}

const failure = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => undefined,
    (error: unknown) => error,
  );

/** Turns that write down who took them and how they ended. */
function loggedTurns(log: [string, TurnOutcome | "taken"][]): RequestTurns {
  return {
    async take(host) {
      log.push([host, "taken"]);
      return { finish: async (outcome) => void log.push([host, outcome]) };
    },
  };
}

it("hands over status, address, headers and body", async () => {
  const server = await serve((_request, response) => response.setHeader("etag", '"1"').end("héllo"));
  const answer = await clientFor([server.host]).get({ url: `${server.origin}/page` });
  expect(answer).toMatchObject({ status: 200, url: `${server.origin}/page`, isTruncated: false });
  expect(answer.headers.get("etag")).toBe('"1"');
  expect(Buffer.from(answer.body).toString()).toBe("héllo");
});

it("says who it is, and sends no cookies", async () => {
  const seen: unknown[] = [];
  const server = await serve((request, response) => {
    seen.push(request.headers["user-agent"], request.headers.cookie);
    response.setHeader("set-cookie", "a=b").end();
  });
  const http = clientFor([server.host]);
  await http.get({ url: server.origin });
  await http.get({ url: server.origin, headers: { "User-Agent": "somebody else" } });
  expect(seen).toEqual([
    "broadsheet/test (reader@example.org)",
    undefined,
    "broadsheet/test (reader@example.org)",
    undefined,
  ]);
});

it.each([200, 204, 206, 304, 400, 401, 403, 404, 410, 418, 451])("takes %i for an answer", async (status) => {
  const server = await serve((_request, response) => response.writeHead(status).end());
  expect((await clientFor([server.host]).get({ url: server.origin })).status).toBe(status);
});

it.each([
  [429, "answered 429 (Too Many Requests). It is tried again later."],
  [500, "answered 500 (Internal Server Error). It is tried again later."],
  [502, "answered 502 (Bad Gateway). It is tried again later."],
  [503, "answered 503 (Service Unavailable). It is tried again later."],
  [599, "answered 599. It is tried again later."],
  [300, "answered 300 (Multiple Choices). It is tried again later."],
])("is unavailable after %i", async (status, words) => {
  const server = await serve((_request, response) => response.writeHead(status).end("<html>"));
  const error = await failure(clientFor([server.host]).get({ url: server.origin }));
  expect(error).toBeInstanceOf(Unavailable);
  expect(error).toMatchObject({
    service: server.host,
    message: `${server.host} ${words}`,
    retryAfterMs: undefined,
  });
});

it.each([
  ["7", 7000],
  ["Fri, 21 Aug 2026 12:01:00 GMT", 60_000],
  ["Wed, 21 Oct 2015 07:28:00 GMT", 0],
  ["1000000000", 6 * 3_600_000],
  ["soon", undefined],
])("tells what the host wishes by Retry-After: %s", async (retryAfter, retryAfterMs) => {
  const clock: Clock = { ...systemClock, now: () => Date.parse("2026-08-21T12:00:00Z") };
  const server = await serve((_request, response) => response.writeHead(429, { "retry-after": retryAfter }).end());
  const error = await failure(clientFor([server.host], { clock }).get({ url: server.origin }));
  expect(error).toMatchObject({ name: "Unavailable", retryAfterMs });
});

it.each([
  ["a refusal", 503, {}],
  ["a redirect", 302, { location: "/moved" }],
])("does not wait for the body of %s", async (_name, status, headers) => {
  const server = await serve((request, response) => {
    if (request.url === "/moved") response.end();
    else response.writeHead(status, headers).write("<html>");
  });
  const startedAt = performance.now();
  await failure(clientFor([server.host]).get({ url: server.origin, timeoutMs: 5000 }));
  expect(performance.now() - startedAt).toBeLessThan(1000);
});

it("follows five redirects and no sixth", async () => {
  const server = await serve((request, response) => {
    const hopsLeft = Number(request.url?.slice(1));
    if (hopsLeft === 0) response.end("here");
    else response.writeHead([301, 302, 303, 307, 308][hopsLeft % 5] ?? 302, { location: `/${hopsLeft - 1}` }).end();
  });
  const http = clientFor([server.host]);
  expect(await http.get({ url: `${server.origin}/5` })).toMatchObject({
    status: 200,
    url: `${server.origin}/0`,
  });
  await expect(http.get({ url: `${server.origin}/6` })).rejects.toThrow("redirects more than 5 times");
});

it("tells another origin nothing but what it accepts", async () => {
  let told: Record<string, unknown> = {};
  const stranger = await serve((request, response) => {
    told = request.headers;
    response.end();
  });
  const server = await serve((request, response) => {
    const isFirst = request.url === "/";
    response.writeHead(302, { location: isFirst ? "/again" : stranger.origin }).end();
  });
  const headers = {
    Authorization: "Bearer x",
    "If-None-Match": '"1"',
    "X-Key": "k",
    Cookie: "a=b",
    Accept: "application/json",
  };
  await clientFor([server.host, stranger.host]).get({ url: server.origin, headers });
  expect(Object.keys(told).toSorted()).toEqual(["accept", "accept-encoding", "connection", "host", "user-agent"]);
});

it("keeps its headers on redirects within an origin", async () => {
  const seen: unknown[] = [];
  const server = await serve((request, response) => {
    seen.push(request.headers["if-none-match"]);
    if (request.url === "/") response.writeHead(301, { location: "/moved" });
    response.end();
  });
  await clientFor([server.host]).get({ url: server.origin, headers: { "if-none-match": '"1"' } });
  expect(seen).toEqual(['"1"', '"1"']);
});

it.each([
  ["file:///etc/passwd", "Only http and https"],
  ["http://reader:secret@example.org/", "name or password"],
  ["http://example.org:22/", "Port 22"],
  ["//[broken", "It does not say where."],
])("does not follow a redirect to %s", async (location, problem) => {
  const server = await serve((_request, response) => response.writeHead(302, { location }).end());
  const error = await failure(clientFor([server.host]).get({ url: server.origin }));
  expect(error).toBeInstanceOf(Unavailable);
  expect(error).toHaveProperty("message", expect.stringContaining(problem));
});

it("does not follow a redirect that does not say where to", async () => {
  const server = await serve((_request, response) => response.writeHead(302).end());
  await expect(clientFor([server.host]).get({ url: server.origin })).rejects.toThrow("It does not say where.");
});

it.each(["not an address", "/path", "ftp://example.org/", "http://a@example.org/", "http://example.org:21/"])(
  "refuses %j as something nobody should have asked for",
  async (url) => {
    await expect(clientFor([]).get({ url })).rejects.toThrow(UserError);
  },
);

it("says the same of addresses that are blocked, closed and unknown", async () => {
  const closed = await serve(() => {});
  await closed.close();
  const http = clientFor([closed.host, "nowhere.invalid"]);
  const words = async (url: string): Promise<unknown> => {
    const error = await failure(http.get({ url }));
    expect(error).toBeInstanceOf(Unavailable);
    return error instanceof Error ? error.message.replace(new URL(url).host, "HOST") : error;
  };
  const expected = "HOST could not be reached. It is tried again later.";
  expect(await words(closed.origin)).toBe(expected);
  for (const blocked of [
    "http://127.0.0.1:8080/",
    "http://169.254.169.254/",
    "http://[::1]/",
    "http://localhost/",
    "https://10.0.0.1/",
  ]) {
    expect(await words(blocked)).toBe(expected);
  }
  expect(await words("http://nowhere.invalid/")).toBe(expected);
});

it("does not let a redirect lead inwards, unless the host is named in the settings", async () => {
  const inside = await serve((_request, response) => response.end("inside"));
  const server = await serve((request, response) => {
    const location = request.url === "/named" ? inside.origin : "http://127.0.0.1:8080/";
    response.writeHead(302, { location }).end();
  });
  const http = clientFor([server.host, inside.host]);
  await expect(http.get({ url: `${server.origin}/other` })).rejects.toMatchObject({
    cause: { name: "PrivateAddress" },
  });
  expect(Buffer.from((await http.get({ url: `${server.origin}/named` })).body).toString()).toBe("inside");
});

it("waits for a turn before each request, and tells how it went", async () => {
  const stranger = await serve((_request, response) => response.writeHead(503, { "retry-after": "9" }).end());
  const server = await serve((_request, response) => response.writeHead(302, { location: stranger.origin }).end());
  const log: [string, TurnOutcome | "taken"][] = [];
  const http = clientFor([server.host, stranger.host], { turns: loggedTurns(log) });
  await failure(http.get({ url: server.origin }));
  expect(log).toEqual([
    [server.host, "taken"],
    [server.host, { status: 302, failed: false }],
    [stranger.host, "taken"],
    [stranger.host, { status: 503, failed: false, retryAfterMs: 9000 }],
  ]);
});

it("tells the turn of a connection that failed", async () => {
  const server = await serve((request) => request.socket.destroy());
  const log: [string, TurnOutcome | "taken"][] = [];
  await failure(clientFor([server.host], { turns: loggedTurns(log) }).get({ url: server.origin }));
  expect(log.at(-1)).toEqual([server.host, { failed: true }]);
});

it("sends nothing when there is no turn to be had", async () => {
  const server = await serve((_request, response) => response.end());
  const turns: RequestTurns = {
    take: () => Promise.reject(new Unavailable("arxiv.org", "arxiv.org rests until noon.")),
  };
  await expect(clientFor([server.host], { turns }).get({ url: server.origin })).rejects.toThrow("rests until noon");
  expect(server.connections()).toBe(0);
});

it("does not count the waiting for a turn as time of the request", async () => {
  const server = await serve((_request, response) => response.end("late"));
  const turns: RequestTurns = {
    async take(host, signal) {
      await systemClock.sleep(300, signal);
      return await unlimitedTurns.take(host, signal);
    },
  };
  expect(await clientFor([server.host], { turns }).get({ url: server.origin, timeoutMs: 200 })).toMatchObject({
    status: 200,
  });
});

it.each([
  ["before the answer", (): void => {}],
  ["in mid-body", (response: Parameters<Respond>[1]): void => void response.write("a")],
])("gives up at once when it is told to, %s", async (_when, begin) => {
  const stop = new AbortController();
  const reason = new Error("The reader left.");
  const server = await serve((_request, response) => {
    begin(response);
    setTimeout(() => stop.abort(reason), 50);
  });
  const log: [string, TurnOutcome | "taken"][] = [];
  const http = clientFor([server.host], { turns: loggedTurns(log) });
  expect(await failure(http.get({ url: server.origin, signal: stop.signal }))).toBe(reason);
  expect(log.at(-1)).toEqual([server.host, {}]);
});

it("is unavailable when the whole takes too long, over all redirects", async () => {
  const server = await serve(async (_request, response) => {
    await systemClock.sleep(150);
    response.writeHead(302, { location: "/on" }).end();
  });
  const startedAt = performance.now();
  await expect(clientFor([server.host]).get({ url: server.origin, timeoutMs: 400 })).rejects.toThrow("took too long");
  expect(performance.now() - startedAt).toBeLessThan(600);
});
