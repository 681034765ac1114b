import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { pullAll, standingClock, type PullOptions, type Pulled } from "../../test/pull.ts";
import { truncated } from "../../test/upstream/body-faults.ts";
import { htmlPage, rateLimited, status } from "../../test/upstream/faults.ts";
import { emptyPage, everyDate, linkLoop, missingField, repeatedPage } from "../../test/upstream/meaning-faults.ts";
import { anUpstreamPaper } from "../../test/upstream/paper.ts";
import { startUpstream, type Upstream } from "../../test/upstream/upstream.ts";
import type { Day } from "../lib/day.ts";
import { Unavailable } from "../lib/errors.ts";
import { createHttpClient } from "../lib/http-client.ts";
import { unlimitedTurns } from "../lib/request-turns.ts";
import { createHuggingFace } from "./hugging-face.ts";

const NOW = "2026-08-21T12:00:00Z";
const DAILY = "/api/daily_papers";
const papers = [
  anUpstreamPaper({ id: "2608.00001", featuredOn: ["2026-08-21"] }),
  anUpstreamPaper({ id: "2608.00002", featuredOn: ["2026-08-20", "2026-08-18"] }),
  anUpstreamPaper({ id: "2608.00003", featuredOn: ["2026-08-07"] }),
  anUpstreamPaper({ id: "2606.00004", featuredOn: ["2026-06-01"] }),
];

let upstream: Upstream;
let pull: (options?: Partial<PullOptions>) => Promise<Pulled>;

beforeEach(async () => {
  upstream = await startUpstream({ papers, today: "2026-08-21" });
  const http = createHttpClient({
    clock: standingClock(Date.parse(NOW)),
    userAgent: "test",
    allowedHosts: new Set([upstream.host]),
    turns: unlimitedTurns,
  });
  pull = (options) => pullAll(createHuggingFace({ baseUrl: upstream.origin }), { http, now: NOW, ...options });
});

afterEach(() => upstream.close());

const daysAsked = (): (string | null)[] =>
  upstream.requests.map(({ path }) => new URL(path, upstream.origin).searchParams.get("date"));
const range = { since: "2026-08-17" as Day, until: "2026-08-21" as Day };

describe("Hugging Face Daily Papers", () => {
  test("brings two weeks, newest first, a batch for each day", async () => {
    const { sightings, batches, problems, failure } = await pull();
    expect([problems, failure, batches.length]).toEqual([[], undefined, 15]);
    expect(sightings.map(({ sourceKey, appearances }) => [sourceKey, appearances[0]?.day])).toEqual([
      ["2608.00001", "2026-08-21"],
      ["2608.00002", "2026-08-20"],
      ["2608.00002", "2026-08-18"],
      ["2608.00003", "2026-08-07"],
    ]);
  });

  test("says why days are empty", async () => {
    const { batches } = await pull();
    expect(batches.slice(0, 6).map(({ nothingBecause }) => nothingBecause)).toEqual([
      undefined,
      undefined,
      "nothing-new",
      undefined,
      "nothing-new",
      "weekend",
    ]);
  });

  test("asks for the two weeks again once a day, and otherwise for today and yesterday", async () => {
    const { cursor } = await pull();
    upstream.forgetRequests();
    await pull({ cursor });
    expect(daysAsked()).toEqual(["2026-08-21", "2026-08-20"]);
    upstream.forgetRequests();
    await pull({ cursor, now: "2026-08-22T00:05:00Z" });
    expect(daysAsked()).toHaveLength(15);
  });

  test("after a long absence reads all the days that it missed", async () => {
    const { keys } = await pull({ cursor: { visitedOn: "2026-05-30" } });
    expect(keys).toContain("2606.00004");
  });

  test("reads a range oldest first, and nothing before the first day there was", async () => {
    const { keys, cursor } = await pull({ range });
    expect([keys, cursor]).toEqual([["2608.00002", "2608.00002", "2608.00001"], { visitedOn: null }]);
    upstream.forgetRequests();
    await pull({ range: { since: "2020-01-01" as Day, until: "2023-05-05" as Day } });
    expect(daysAsked()).toEqual(["2023-05-04", "2023-05-05"]);
  });

  test("killed in a range, goes on behind the last day read", async () => {
    const { cursor } = await pull({ range, killAfter: 2, cursor: { visitedOn: "2026-08-20" } });
    upstream.forgetRequests();
    const rest = await pull({ range, cursor });
    expect(daysAsked()).toEqual(["2026-08-19", "2026-08-20", "2026-08-21"]);
    expect(rest.cursor).toEqual({ visitedOn: "2026-08-20" });
  });

  test("reads all pages of a day", async () => {
    upstream.setPapers(
      Array.from({ length: 230 }, (_, index) =>
        anUpstreamPaper({ id: `2608.${String(10_000 + index)}`, featuredOn: ["2026-08-21"] }),
      ),
    );
    const { keys } = await pull({ range: { since: "2026-08-21" as Day } });
    expect(new Set(keys).size).toBe(230);
    expect(upstream.requests.map(({ path }) => path)).toEqual(
      [0, 1, 2].map((page) => `${DAILY}?date=2026-08-21&limit=100&p=${page}`),
    );
  });

  test.each([
    ["links that lead back", linkLoop()],
    ["pages that repeat", repeatedPage()],
  ])("%s end", async (_, fault) => {
    upstream.fault(DAILY, fault);
    const { keys, failure } = await pull({ range: { since: "2026-08-21" as Day } });
    expect([keys, failure]).toEqual([["2608.00001"], undefined]);
    expect(upstream.requests.length).toBeLessThan(4);
  });

  test("another day's papers given for a day without any are left out", async () => {
    upstream.fault(/date=2026-08-21/, everyDate("2026-08-20"));
    const { batches, keys } = await pull({ range });
    expect(batches.at(-1)).toMatchObject({
      sightings: [],
      problems: [{ message: expect.stringContaining("2026-08-20") as string }],
    });
    expect(keys).not.toContain("2608.00001");
  });

  test("a day that it refuses is a problem, and the others are read", async () => {
    upstream.fault(/date=2026-08-21/, status(400));
    const { keys, problems } = await pull();
    expect(problems).toMatchObject([{ where: "2026-08-21" }]);
    expect(keys).toEqual(["2608.00002", "2608.00002", "2608.00003"]);
  });

  test("days with unreadable papers, or all of them empty, are asked for again by the next pull", async () => {
    for (const fault of [missingField("title"), emptyPage()]) {
      upstream.fault(DAILY, fault);
      const first = await pull();
      expect(first.cursor).toEqual({ visitedOn: null });
      upstream.clearFaults();
      expect((await pull({ cursor: first.cursor })).keys).toHaveLength(4);
    }
  });

  test("keeps what a page that breaks off has, and reads that day again", async () => {
    upstream.setPapers([...papers, anUpstreamPaper({ id: "2608.00005", featuredOn: ["2026-08-20"] })]);
    upstream.fault(/date=2026-08-20/, truncated(0.9));
    const first = await pull({ range });
    expect(first.keys).toEqual(["2608.00002", "2608.00002"]);
    expect(first.failure).toBeInstanceOf(Unavailable);
    upstream.clearFaults();
    expect((await pull({ range, cursor: first.cursor })).keys).toEqual(["2608.00002", "2608.00005", "2608.00001"]);
  });

  test.each([
    ["a page for people", htmlPage()],
    ["429", rateLimited("7")],
    ["404", status(404)],
    ["nothing", truncated(0)],
  ])("%s instead of a day is no answer", async (_, fault) => {
    upstream.fault(DAILY, fault);
    const { batches, failure } = await pull();
    expect(batches).toEqual([]);
    expect(failure).toBeInstanceOf(Unavailable);
  });
});
