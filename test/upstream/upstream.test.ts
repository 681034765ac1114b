import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { resetMidBody, rateLimited, redirectChain } from "./faults.ts";
import { anUpstreamPaper } from "./paper.ts";
import { startUpstream, type Upstream } from "./upstream.ts";

let upstream: Upstream;

beforeAll(async () => {
  upstream = await startUpstream({ papers: [anUpstreamPaper({ featuredOn: ["2026-08-20"] })] });
});

afterEach(() => {
  upstream.clearFaults();
  upstream.forgetRequests();
});

afterAll(async () => {
  await upstream.close();
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(upstream.origin + path, { headers, redirect: "manual" });

it("names the settings that lead to it", async () => {
  expect(upstream.settings).toEqual({
    BROADSHEET_ARXIV_FEED_URL: `http://${upstream.host}/atom`,
    BROADSHEET_ARXIV_OAI_URL: `http://${upstream.host}/oai`,
    BROADSHEET_ARXIV_API_URL: `http://${upstream.host}/api/query`,
    BROADSHEET_HF_URL: `http://${upstream.host}`,
  });
  for (const path of [
    "/atom/cs",
    "/rss/cs",
    "/oai?verb=Identify",
    "/api/query?id_list=2608.01234",
    "/api/daily_papers",
  ]) {
    expect((await get(path)).status, path).toBe(200);
  }
  expect((await get("/nothing")).status).toBe(404);
});

it("answers 304 to a feed's own entity tag, and only to that", async () => {
  const etag = (await get("/atom/cs")).headers.get("etag") ?? "";
  expect((await get("/atom/cs", { "if-none-match": etag })).status).toBe(304);
  expect((await get("/atom/math", { "if-none-match": etag })).status).toBe(200);
  upstream.change("2608.01234", { title: "Another Title" });
  expect((await get("/atom/cs", { "if-none-match": etag })).status).toBe(200);
});

it("logs paths, headers, statuses, times and how many came at once", async () => {
  await get("/atom/cs?x=1", { "user-agent": "somebody" });
  await Promise.all([get("/atom/cs"), get("/atom/cs"), get("/atom/cs")]);
  const [first, ...together] = upstream.requests;
  expect(first).toMatchObject({ path: "/atom/cs?x=1", status: 200, concurrency: 1 });
  expect(first?.headers["user-agent"]).toBe("somebody");
  expect(first?.endedAt).toBeGreaterThanOrEqual(first?.startedAt ?? Infinity);
  expect(together).toHaveLength(3);
});

it("lets faults loose on the requests they match, as often as they should", async () => {
  upstream.fault("/oai", rateLimited("3"), { after: 1, times: 2 });
  const statuses: number[] = [];
  for (let round = 0; round < 4; round += 1) statuses.push((await get("/oai?verb=Identify")).status);
  expect(statuses).toEqual([200, 429, 429, 200]);
  expect((await get("/atom/cs")).status).toBe(200);
});

it("ends a fault when it is told to", async () => {
  const end = upstream.fault(/feed|atom/, rateLimited());
  expect((await get("/atom/cs")).status).toBe(429);
  end();
  expect((await get("/atom/cs")).status).toBe(200);
});

it("leads through redirects before it answers", async () => {
  upstream.fault("/atom", redirectChain(3));
  const answer = await fetch(`${upstream.origin}/atom/cs`);
  expect(answer.status).toBe(200);
  expect(upstream.requests.map(({ status }) => status)).toEqual([302, 302, 302, 200]);
});

it("breaks connections", async () => {
  upstream.fault("/atom", resetMidBody(0.5));
  await expect(get("/atom/cs").then((answer) => answer.text())).rejects.toThrow(TypeError);
});

it("forgets and changes what it holds", async () => {
  const other = await startUpstream({ papers: [anUpstreamPaper()] });
  const feed = async (): Promise<string> => await (await fetch(`${other.origin}/atom/cs`)).text();
  other.setToday("2026-08-22");
  expect(await feed()).not.toContain("<entry>");
  other.setPapers([anUpstreamPaper({ announcedOn: "2026-08-22", title: "Only on Saturday" })]);
  expect(await feed()).toContain("Only on Saturday");
  await other.close();
});
