import { constants, createDeflate, gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import * as body from "../../test/upstream/body-faults.ts";
import * as faults from "../../test/upstream/faults.ts";
import { startLocalServer } from "../../test/upstream/local-server.ts";
import { anUpstreamPaper } from "../../test/upstream/paper.ts";
import { startUpstream, type Upstream } from "../../test/upstream/upstream.ts";
import { systemClock } from "./clock.ts";
import { createHttpClient, type HttpClient, type HttpResponse } from "./http-client.ts";
import { unlimitedTurns } from "./request-turns.ts";

const CAP = 20 * 1024 * 1024;

let upstream: Upstream;
let http: HttpClient & AsyncDisposable;
let whole: string;

const feed = (fault?: faults.Fault, timeoutMs = 20_000): Promise<HttpResponse> => {
  if (fault) upstream.fault("/atom/", fault);
  return http.get({ url: `${upstream.origin}/atom/cs`, timeoutMs });
};
const text = ({ body: bytes }: HttpResponse): string => Buffer.from(bytes).toString();

beforeAll(async () => {
  const papers = Array.from({ length: 200 }, (_, index) =>
    anUpstreamPaper({ id: `2608.${10_000 + index}`, title: `Paper ${Math.sin(index)}` }),
  );
  upstream = await startUpstream({ papers });
  const allowedHosts = new Set([upstream.host]);
  http = createHttpClient({
    clock: systemClock,
    userAgent: "t",
    allowedHosts,
    turns: unlimitedTurns,
    slowestMs: 200,
  });
  whole = text(await feed());
});

beforeEach(() => {
  upstream.clearFaults();
});

afterAll(async () => {
  await upstream.close();
  await http[Symbol.asyncDispose]();
});

it("reads what is packed", async () => {
  expect(whole).toContain("</feed>");
  const answer = await feed();
  expect(answer.headers.get("content-encoding")).toBe("gzip");
  expect(text(answer)).toBe(whole);
});

it("reads two layers of packing, and refuses a third", async () => {
  expect(text(await feed(body.nestedGzip(2)))).toBe(whole);
  upstream.clearFaults();
  await expect(feed(body.nestedGzip(3))).rejects.toThrow("packs its answer in a way that is not read");
  upstream.clearFaults();
  await expect(feed(body.nestedGzip(1000 / 20))).rejects.toThrow("packs its answer in a way that is not read");
});

it("refuses a packing it does not know", async () => {
  await expect(feed((right) => faults.withHeaders(right, { "content-encoding": "constructor" }))).rejects.toThrow(
    "packs its answer",
  );
});

it("reads deflate, brotli and identity", async () => {
  await using server = await startLocalServer((_request, response) => {
    response.writeHead(200, { "content-encoding": "identity, Deflate" });
    const deflate = createDeflate();
    deflate.pipe(response);
    deflate.end("deflated");
  });
  await using client = createHttpClient({
    clock: systemClock,
    userAgent: "t",
    allowedHosts: new Set([server.host]),
    turns: unlimitedTurns,
  });
  expect(text(await client.get({ url: server.origin }))).toBe("deflated");
  const packed = await feed(body.bomb(1, "br"));
  expect(packed).toMatchObject({ isTruncated: false });
  expect(packed.body.length).toBe(1024 * 1024);
});

it.each([0.2, 0.5, 0.9])("keeps what came before a reset at %d of the body", async (share) => {
  const answer = await feed(faults.resetMidBody(share));
  expect(answer).toMatchObject({ status: 200, isTruncated: true });
  expect(whole.startsWith(text(answer))).toBe(true);
  expect(answer.body.length).toBe(Math.floor(Buffer.byteLength(whole) * share));
});

it.each([0.2, 0.5, 0.9])("keeps what could be unpacked of gzip that ends at %d", async (share) => {
  const answer = await feed(body.truncatedGzip(share));
  expect(answer).toMatchObject({ status: 200, isTruncated: true });
  const packed = gzipSync(whole);
  const part = packed.subarray(0, Math.floor(packed.length * share));
  expect(answer.body).toEqual(gunzipSync(part, { finishFlush: constants.Z_SYNC_FLUSH }));
});

it("notices a body that is shorter than it says", async () => {
  const answer = await feed(faults.wrongLength(100));
  expect(answer.isTruncated).toBe(true);
  expect(text(answer)).toBe(whole);
});

it("reads as much as a body says it has", async () => {
  expect(text(await feed(faults.wrongLength(-100)))).toBe(whole.slice(0, -100));
});

it.each([
  ["a reset before the first byte", faults.resetMidBody(0)],
  ["gzip that is none", body.falseGzip()],
])("is unavailable after %s", async (_name, fault) => {
  await expect(feed(fault)).rejects.toMatchObject({
    name: "Unavailable",
    message: expect.stringContaining("broke off its answer"),
  });
});

it("does not take the beginning of an error page for an answer", async () => {
  const brokenErrorPage: faults.Fault = (right, request) =>
    faults.resetMidBody(0.5)({ ...right, status: 404 }, request);
  await expect(feed(brokenErrorPage)).rejects.toThrow("broke off its answer");
});

it("keeps the beginning of an error page that is larger than the cap", async () => {
  const hugeErrorPage: faults.Fault = (right, request) => body.bomb(30)({ ...right, status: 404 }, request);
  const answer = await feed(hugeErrorPage);
  expect(answer).toMatchObject({ status: 404, isTruncated: true });
  expect(answer.body.length).toBe(CAP);
});

it("takes an empty body for an answer", async () => {
  expect(await feed(body.emptyBody())).toMatchObject({
    status: 200,
    isTruncated: false,
    body: Buffer.alloc(0),
  });
});

it.each([
  ["a gzip bomb", (): faults.Fault => body.bomb(60)],
  ["a brotli bomb", (): faults.Fault => body.bomb(60, "br")],
  [
    "a bomb in a bomb",
    (): faults.Fault => (right, request) => {
      const inner = body.bomb(60)(right, request);
      const outer = body.nestedGzip(1)(inner, request);
      return faults.withHeaders(outer, { "content-encoding": "gzip, gzip" });
    },
  ],
  ["a body of 40 MB", (): faults.Fault => body.hugeBody(40)],
  ["a body without end", (): faults.Fault => faults.endlessBody()],
])("stops at 20 MB of %s and keeps what came before", async (_name, prepare) => {
  const fault = prepare();
  const answer = await feed(fault);
  expect(answer).toMatchObject({ status: 200, isTruncated: true });
  expect(answer.body.length).toBe(CAP);
});

it("keeps memory bounded while it reads bombs", async () => {
  upstream.fault("/atom/", body.bomb(120));
  const { rss } = process.memoryUsage();
  for (let round = 0; round < 3; round += 1) await feed();
  expect((process.memoryUsage().rss - rss) / 1024 / 1024).toBeLessThan(200);
});

it("keeps exactly what fits and says that there was more", async () => {
  const url = `${upstream.origin}/atom/cs`;
  const length = Buffer.byteLength(whole);
  expect(await http.get({ url, maxBytes: length })).toMatchObject({ isTruncated: false });
  const cut = await http.get({ url, maxBytes: length - 1 });
  expect(cut.isTruncated).toBe(true);
  expect(text(cut)).toBe(whole.slice(0, -1));
});

it("is unavailable when a body drips", async () => {
  await expect(feed(faults.slowDrip(100))).rejects.toThrow("took too long");
});

it("is unavailable when a body falls silent", async () => {
  await using server = await startLocalServer((_request, response) => response.write("<feed>"));
  await using client = createHttpClient({
    clock: systemClock,
    userAgent: "t",
    allowedHosts: new Set([server.host]),
    turns: unlimitedTurns,
    slowestMs: 200,
  });
  await expect(client.get({ url: server.origin, timeoutMs: 10_000 })).rejects.toThrow("took too long");
});

it("is unavailable when time runs out in mid-body, whatever was read", async () => {
  const startedAt = performance.now();
  await expect(feed(faults.slowDrip(20_000), 300)).rejects.toThrow("took too long");
  expect(performance.now() - startedAt).toBeLessThan(1000);
});

it("is unavailable when no answer comes", async () => {
  await expect(feed(faults.silence(), 200)).rejects.toThrow("took too long");
});
