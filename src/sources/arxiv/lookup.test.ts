import { afterEach, beforeEach, expect, test } from "vitest";
import { standingClock } from "../../../test/pull.ts";
import { falseCharset } from "../../../test/upstream/body-faults.ts";
import { htmlPage, rateLimited } from "../../../test/upstream/faults.ts";
import { emptyPage } from "../../../test/upstream/meaning-faults.ts";
import { anUpstreamPaper } from "../../../test/upstream/paper.ts";
import { startUpstream, type Upstream } from "../../../test/upstream/upstream.ts";
import { Unavailable } from "../../lib/errors.ts";
import { createHttpClient } from "../../lib/http-client.ts";
import { unlimitedTurns } from "../../lib/request-turns.ts";
import { createArxivLookup, type ArxivLookup } from "./lookup.ts";

let upstream: Upstream;
let lookUp: (...ids: string[]) => ReturnType<ArxivLookup["lookUp"]>;

beforeEach(async () => {
  const papers = [
    anUpstreamPaper({ authors: [{ name: "José Invented" }] }),
    anUpstreamPaper({
      id: "math/0611800",
      title: "0",
      versions: [{ submitted: "2006-11-26T20:31:01Z" }],
    }),
  ];
  upstream = await startUpstream({ papers, today: "2026-08-21" });
  const http = createHttpClient({
    clock: standingClock(0),
    userAgent: "test",
    allowedHosts: new Set([upstream.host]),
    turns: unlimitedTurns,
  });
  const lookup = createArxivLookup({ baseUrl: `${upstream.origin}/api/query` });
  lookUp = (...ids) => lookup.lookUp({ http, signal: new AbortController().signal }, ids);
});

afterEach(() => upstream.close());

test("finds papers by ids in any spelling, in one request", async () => {
  const { value, problems } = await lookUp("arXiv:2608.01234v1", "https://arxiv.org/abs/math/0611800", "2608.01234");
  expect(problems).toEqual([]);
  expect(value.map(({ sourceKey, source, appearances }) => [sourceKey, source, appearances])).toEqual([
    ["2608.01234", "arxiv-api", []],
    ["math/0611800", "arxiv-api", []],
  ]);
  expect(upstream.requests).toHaveLength(1);
});

test("an id that is none is not sent, and one that arXiv does not know is told", async () => {
  const { value, problems } = await lookUp("lantern", "2608.01234", "2608.77777");
  expect(value.map(({ sourceKey }) => sourceKey)).toEqual(["2608.01234"]);
  expect(problems).toEqual([
    { where: "lantern", message: "This is no arXiv id." },
    { where: "2608.77777", message: "arXiv gave no paper for this id." },
  ]);
  expect(upstream.requests[0]?.path).not.toContain("lantern");
});

test("asks for at most a hundred at once", async () => {
  await lookUp(...Array.from({ length: 250 }, (_, index) => `2608.${String(10_000 + index)}`));
  expect(upstream.requests).toHaveLength(3);
});

test("asks for nothing when there is nothing to ask", async () => {
  expect(await lookUp()).toEqual({ value: [], problems: [] });
  expect(upstream.requests).toEqual([]);
});

test("asks again when a page is empty that says it is not, and gives up rather than say that papers do not exist", async () => {
  upstream.fault("/api/query", emptyPage(), { times: 2 });
  expect((await lookUp("2608.01234")).value).toHaveLength(1);
  upstream.fault("/api/query", emptyPage());
  await expect(lookUp("2608.01234")).rejects.toThrow(Unavailable);
});

test("reads UTF-8 whatever the header says", async () => {
  upstream.fault("/api/query", falseCharset("iso-8859-1"));
  expect((await lookUp("2608.01234")).value[0]?.facts.authors).toEqual([{ name: "José Invented" }]);
});

test.each([
  ["429 as text", rateLimited()],
  ["a page for people", htmlPage()],
])("%s is no answer", async (_, fault) => {
  upstream.fault("/api/query", fault);
  await expect(lookUp("2608.01234")).rejects.toThrow(Unavailable);
});
