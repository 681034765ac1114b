import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { pullAll, standingClock, type PullOptions, type Pulled } from "../../../test/pull.ts";
import { missingField } from "../../../test/upstream/meaning-faults.ts";
import { truncated } from "../../../test/upstream/body-faults.ts";
import { htmlPage, status } from "../../../test/upstream/faults.ts";
import { anUpstreamPaper } from "../../../test/upstream/paper.ts";
import { startUpstream, type Upstream } from "../../../test/upstream/upstream.ts";
import { Unavailable, UserError } from "../../lib/errors.ts";
import { createHttpClient } from "../../lib/http-client.ts";
import { unlimitedTurns } from "../../lib/request-turns.ts";
import type { Day } from "../../lib/day.ts";
import { createArxivFeed } from "./feed.ts";

const NOW = "2026-08-20T12:00:00Z";
const papers = [
  anUpstreamPaper(),
  anUpstreamPaper({ id: "2608.01250", title: "0", categories: ["math.NT", "cs.CL"] }),
  anUpstreamPaper({
    id: "2606.00077",
    categories: ["cs.AI"],
    announceType: "replace",
    versions: [{ submitted: "2026-06-01T10:00:00Z" }, { submitted: "2026-08-19T10:00:00Z" }],
  }),
  anUpstreamPaper({ id: "2608.09999", categories: ["cs.CL"], announcedOn: "2026-08-21" }),
];

let upstream: Upstream;
let pull: (options?: Partial<PullOptions>, categories?: string[]) => Promise<Pulled>;

beforeEach(async () => {
  upstream = await startUpstream({ papers, today: "2026-08-20" });
  const http = createHttpClient({
    clock: standingClock(Date.parse(NOW)),
    userAgent: "test",
    allowedHosts: new Set([upstream.host]),
    turns: unlimitedTurns,
  });
  pull = (options, categories = ["cs.CL", "cs.AI"]) =>
    pullAll(createArxivFeed({ baseUrl: `${upstream.origin}/atom`, categories }), {
      http,
      now: NOW,
      ...options,
    });
});

afterEach(() => upstream.close());

describe("the arXiv feed", () => {
  test("brings the day's papers, all categories in one request", async () => {
    const { sightings, problems, failure } = await pull();
    expect([problems, failure]).toEqual([[], undefined]);
    expect(upstream.requests.map(({ path }) => path)).toEqual(["/atom/cs.CL+cs.AI"]);
    expect(sightings.map(({ sourceKey, appearances }) => [sourceKey, ...appearances])).toEqual([
      ["2608.01234", { day: "2026-08-20", kind: "new" }],
      ["2608.01250", { day: "2026-08-20", kind: "cross" }],
      ["2606.00077", { day: "2026-08-20", kind: "replace" }],
    ]);
  });

  test("asks again with the entity tag, and takes 304 for unchanged", async () => {
    const first = await pull();
    const second = await pull({ cursor: first.cursor });
    expect(upstream.requests[1]?.headers["if-none-match"]).toBe(first.cursor["etag"]);
    expect(second.batches).toMatchObject([{ sightings: [], nothingBecause: "unchanged", cursor: first.cursor }]);
  });

  test("forgets the entity tag when the categories change", async () => {
    const { cursor } = await pull();
    expect((await pull({ cursor }, ["cs.CL"])).keys).toHaveLength(2);
  });

  test.each([
    ["2026-08-22", "weekend"],
    ["2026-09-07", "holiday"],
    ["2026-08-19", "nothing-new"],
  ])("of %s says that it is empty because of %s", async (today, reason) => {
    upstream.setToday(today);
    expect((await pull()).batches).toMatchObject([
      { sightings: [], problems: [], nothingBecause: reason, cursor: { etag: null } },
    ]);
  });

  test("a feed that is not sound is read again although its tag is the same", async () => {
    upstream.fault("/atom", missingField("title"), { times: 1 });
    const first = await pull();
    expect([first.keys, first.problems.length]).toEqual([[], 3]);
    expect((await pull({ cursor: first.cursor })).keys).toHaveLength(3);
  });

  test("a feed that breaks off yields what it has, and is read again", async () => {
    upstream.fault("/atom", truncated(0.6), { times: 1 });
    const first = await pull();
    expect(first.keys.length).toBeGreaterThan(0);
    expect(first.problems).toHaveLength(1);
    expect((await pull({ cursor: first.cursor })).keys).toHaveLength(3);
  });

  test("a category that arXiv does not know is told to whoever set it", async () => {
    const { failure } = await pull({}, ["cs.CL", "lanterns"]);
    expect(failure).toBeInstanceOf(UserError);
    expect(String(failure)).toMatch(/cs\.CL, lanterns.*Correct the categories/);
  });

  test.each([
    ["a page for people", htmlPage()],
    ["404", status(404)],
    ["nothing", truncated(0)],
    ["a feed without its first entry", truncated(0.2)],
  ])("%s instead of the feed is no answer", async (_, fault) => {
    upstream.fault("/atom", fault);
    const { batches, failure } = await pull();
    expect(batches).toEqual([]);
    expect(failure).toBeInstanceOf(Unavailable);
  });

  test("has no past: days other than today are left to the other sources", async () => {
    const range = { since: "2026-08-01" as Day, until: "2026-08-05" as Day };
    expect((await pull({ range })).batches).toEqual([]);
    expect(upstream.requests).toEqual([]);
  });

  test("a full feed is asked for in halves, so that nothing is cut off", async () => {
    const many = Array.from({ length: 2_300 }, (_, index) =>
      anUpstreamPaper({
        id: `2608.${String(10_000 + index)}`,
        categories: [index % 2 === 0 ? "cs.CL" : "cs.AI"],
      }),
    );
    upstream.setPapers([...many, anUpstreamPaper({ categories: ["cs.CL", "cs.AI"] })]);
    const { sightings, problems, cursor } = await pull();
    expect(new Set(sightings.map(({ sourceKey }) => sourceKey)).size).toBe(2_301);
    expect(sightings.find(({ sourceKey }) => sourceKey === "2608.01234")?.appearances).toEqual([
      { day: "2026-08-20", kind: "new" },
    ]);
    expect([problems, cursor["etag"]]).toEqual([[], null]);
    expect(upstream.requests.map(({ path }) => path)).toEqual(["/atom/cs.CL+cs.AI", "/atom/cs.CL", "/atom/cs.AI"]);
  });

  test("one category that is full is a problem", async () => {
    upstream.setPapers(
      Array.from({ length: 2_100 }, (_, index) => anUpstreamPaper({ id: `2608.${String(10_000 + index)}` })),
    );
    expect((await pull({}, ["cs.CL"])).problems).toMatchObject([{ where: "cs.CL" }]);
  });
});
