import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { pullAll, standingClock, type PullOptions, type Pulled } from "../../../test/pull.ts";
import { truncated } from "../../../test/upstream/body-faults.ts";
import { status } from "../../../test/upstream/faults.ts";
import {
  emptyLastToken,
  emptyPage,
  missingField,
  tokenExpired,
  tokenLoop,
} from "../../../test/upstream/meaning-faults.ts";
import { anUpstreamPaper, type UpstreamPaper } from "../../../test/upstream/paper.ts";
import { startUpstream, type Upstream } from "../../../test/upstream/upstream.ts";
import type { Day } from "../../lib/day.ts";
import { Unavailable, UserError } from "../../lib/errors.ts";
import { createHttpClient } from "../../lib/http-client.ts";
import { unlimitedTurns } from "../../lib/request-turns.ts";
import { createArxivOai } from "./oai.ts";

const NOW = "2026-08-21T12:00:00Z";
const PAGE_SIZE = 5;

/** Thirty papers on ten days, every third of them in cs.AI as well. */
const papers: UpstreamPaper[] = Array.from({ length: 30 }, (_, index) => {
  const day = String(12 + Math.floor(index / 3)).padStart(2, "0");
  return anUpstreamPaper({
    id: `2608.${String(index + 100).padStart(5, "0")}`,
    categories: index % 3 === 0 ? ["cs.CL", "cs.AI"] : ["cs.CL"],
    versions: [{ submitted: `2026-08-${day}T10:00:00Z` }],
    announcedOn: `2026-08-${day}`,
  });
});
const ids = papers.map(({ id }) => id);
const since = { since: "2026-08-01" as Day };

let upstream: Upstream;
let pull: (options?: Partial<PullOptions>, categories?: string[]) => Promise<Pulled>;

beforeEach(async () => {
  upstream = await startUpstream({ papers, today: "2026-08-21", oaiPageSize: PAGE_SIZE });
  const http = createHttpClient({
    clock: standingClock(Date.parse(NOW)),
    userAgent: "test",
    allowedHosts: new Set([upstream.host]),
    turns: unlimitedTurns,
  });
  pull = (options, categories = ["cs.CL"]) =>
    pullAll(createArxivOai({ baseUrl: `${upstream.origin}/oai`, categories }), {
      http,
      now: NOW,
      ...options,
    });
});

afterEach(() => upstream.close());

const queries = (): URLSearchParams[] =>
  upstream.requests.map(({ path }) => new URL(path, upstream.origin).searchParams);

describe("a harvest", () => {
  test("reads page by page, each record once, and ends where there is no token", async () => {
    const { keys, problems, batches, failure } = await pull({ range: since });
    expect([keys, problems, failure]).toEqual([ids, [], undefined]);
    expect(batches.map(({ sightings }) => sightings.length)).toEqual([5, 5, 5, 5, 5, 5]);
    expect(Object.fromEntries(queries()[0] ?? [])).toEqual({
      verb: "ListRecords",
      metadataPrefix: "arXivRaw",
      set: "cs:cs:CL",
      from: "2026-08-01",
    });
    expect([...(queries()[1]?.keys() ?? [])]).toEqual(["verb", "resumptionToken"]);
  });

  test("begins with a week, and the next time where the last answer ended", async () => {
    const first = await pull();
    expect(first.keys).toEqual(ids.slice(6));
    expect(first.cursor).toEqual({ "next cs:cs:CL": "2026-08-21" });
    upstream.forgetRequests();
    expect((await pull({ cursor: first.cursor })).keys).toEqual(ids.slice(27));
    expect(queries()[0]?.get("from")).toBe("2026-08-21");
  });

  test("of several categories reads one set after the other", async () => {
    const { keys, cursor } = await pull({ range: since }, ["cs.CL", "cs.AI"]);
    expect(keys).toEqual([...ids, ...ids.filter((_, index) => index % 3 === 0)]);
    expect(cursor).toEqual({});
  });

  test("ends with an answer without records, which is nothing new", async () => {
    upstream.setPapers([]);
    expect((await pull()).batches).toMatchObject([
      {
        sightings: [],
        problems: [],
        nothingBecause: "nothing-new",
        cursor: { "next cs:cs:CL": "2026-08-21" },
      },
    ]);
  });

  test("takes an empty token for the end as well", async () => {
    upstream.fault("/oai", emptyLastToken());
    expect((await pull({ range: since })).keys).toEqual(ids);
  });

  test("keeps to the days asked for, and says `until` only then", async () => {
    const { keys } = await pull({
      range: { since: "2026-08-13" as Day, until: "2026-08-14" as Day },
    });
    expect(keys).toEqual(ids.slice(3, 9));
    expect(queries()[0]?.get("until")).toBe("2026-08-14");
  });
});

describe("appearances", () => {
  test("a changed record announces nothing", async () => {
    expect((await pull()).sightings.flatMap(({ appearances }) => appearances)).toEqual([]);
  });

  test("of the past are worked out from the first version's date", async () => {
    const { sightings } = await pull({ range: since });
    const wednesday = sightings.find(({ sourceKey }) => sourceKey === "2608.00100");
    expect(wednesday?.appearances).toEqual([{ day: "2026-08-13", kind: "new" }]);
  });

  test("of papers at home elsewhere are cross-listings, and of old papers there are none", async () => {
    upstream.change(ids[0] ?? "", { categories: ["math.NT", "cs.CL"] });
    upstream.change(ids[1] ?? "", {
      versions: [{ submitted: "2019-01-02T10:00:00Z" }, { submitted: "2026-08-12T10:00:00Z" }],
    });
    const { sightings } = await pull({ range: since });
    expect(sightings[0]?.appearances).toMatchObject([{ kind: "cross" }]);
    expect(sightings[1]?.appearances).toEqual([]);
  });
});

describe("a harvest that is disturbed", () => {
  test("killed after any page, goes on from there", async () => {
    for (let killAfter = 1; killAfter <= 7; killAfter++) {
      const first = await pull({ range: since, killAfter }, ["cs.CL", "cs.AI"]);
      const second = await pull({ range: since, cursor: first.cursor }, ["cs.CL", "cs.AI"]);
      expect([...first.keys, ...second.keys]).toEqual([...ids, ...ids.filter((_, index) => index % 3 === 0)]);
    }
  });

  test("killed at every page, still ends", async () => {
    let cursor = {};
    const keys: string[] = [];
    for (let pulls = 0; pulls < 6; pulls++) {
      const pulled = await pull({ range: since, cursor, killAfter: 1 });
      keys.push(...pulled.keys);
      ({ cursor } = pulled);
    }
    expect(keys).toEqual(ids);
  });

  test("begins again from the last day read when its token has expired", async () => {
    const { cursor } = await pull({ range: since, killAfter: 2 });
    upstream.fault("/oai", tokenExpired(), { times: 1 });
    upstream.forgetRequests();
    const { keys, failure } = await pull({ range: since, cursor });
    expect(failure).toBeUndefined();
    expect(queries()[1]?.get("from")).toBe("2026-08-15");
    expect(keys).toEqual(ids.slice(9));
  });

  test("gives up for this time when tokens never last, and has lost nothing", async () => {
    upstream.fault("/oai", tokenExpired());
    const first = await pull({ range: since });
    expect(first.failure).toBeInstanceOf(Unavailable);
    upstream.clearFaults();
    const second = await pull({ range: since, cursor: first.cursor });
    expect(new Set([...first.keys, ...second.keys])).toEqual(new Set(ids));
  });

  test("stops at a token that leads back, says so, and reads the rest next time", async () => {
    upstream.fault("/oai", tokenLoop());
    const first = await pull();
    expect(first.problems).toMatchObject([
      { where: "cs:cs:CL", message: expect.stringContaining("leads back") as string },
    ]);
    expect(upstream.requests.length).toBeLessThan(5);
    upstream.clearFaults();
    const second = await pull({ cursor: first.cursor });
    expect(new Set([...first.keys, ...second.keys])).toEqual(new Set(ids.slice(6)));
  });

  test("asks again for a page that is empty in the middle of the list", async () => {
    upstream.fault("/oai", emptyPage(), { after: 2, times: 2 });
    expect((await pull({ range: since })).keys).toEqual(ids);
  });

  test("never takes an empty page for the end", async () => {
    upstream.fault("/oai", emptyPage(), { after: 2 });
    const first = await pull({ range: since });
    expect([first.keys, first.failure instanceof Unavailable]).toEqual([ids.slice(0, 10), true]);
    upstream.clearFaults();
    expect((await pull({ range: since, cursor: first.cursor })).keys).toEqual(ids.slice(10));
  });

  test("keeps what a page that breaks off has, and reads that page again", async () => {
    upstream.fault("/oai", truncated(0.7), { after: 1 });
    const first = await pull({ range: since });
    expect(first.failure).toBeInstanceOf(Unavailable);
    expect(first.keys.length).toBeGreaterThan(5);
    upstream.clearFaults();
    expect((await pull({ range: since, cursor: first.cursor })).keys).toEqual(ids.slice(5));
  });

  test("reads the days of an unreadable record again, for two weeks", async () => {
    upstream.fault("/oai", missingField("title"), { times: 1 });
    const first = await pull();
    expect(first.cursor).toEqual({ "next cs:cs:CL": "2026-08-14" });
    const second = await pull({ cursor: first.cursor });
    expect(new Set([...first.keys, ...second.keys])).toEqual(new Set(ids.slice(6)));
    upstream.fault("/oai", missingField("title"));
    const old = await pull({ cursor: { "next cs:cs:CL": "2026-06-01" } });
    expect(old.cursor).toEqual({ "next cs:cs:CL": "2026-08-07" });
  });

  test("tells a withdrawal and a deletion", async () => {
    upstream.change(ids[29] ?? "", {
      versions: [{ submitted: "2026-08-20T10:00:00Z" }, { submitted: "2026-08-21T10:00:00Z", isWithdrawn: true }],
      comment: "Lemma 3 is wrong",
    });
    upstream.change(ids[28] ?? "", { isDeleted: true });
    const [, deleted, withdrawn] = (await pull({ cursor: { "next cs:cs:CL": "2026-08-21" } })).sightings;
    expect(withdrawn?.facts.withdrawal).toEqual({ reason: "Lemma 3 is wrong" });
    expect(deleted?.facts).toMatchObject({ isTitleProvisional: true, withdrawal: {} });
  });

  test("does not go on from 503", async () => {
    upstream.fault("/oai", status(503, { retryAfter: "5" }));
    const { batches, failure } = await pull();
    expect(batches).toEqual([]);
    expect(failure).toMatchObject({ name: "Unavailable", retryAfterMs: 5_000 });
  });

  test("a set that arXiv refuses is told to whoever set it; a clock that is ahead is not their fault", async () => {
    upstream.fault("/oai", (right) => ({
      ...right,
      body: Buffer.from(
        right.body
          .toString()
          .replace(/<ListRecords>[^]*<\/ListRecords>/, '<error code="badArgument">No such set.</error>'),
      ),
    }));
    expect((await pull()).failure).toBeInstanceOf(UserError);
    expect((await pull({ now: "2027-01-01T00:00:00Z" })).failure).toBeInstanceOf(Unavailable);
  });
});
