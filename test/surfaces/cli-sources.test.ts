import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { status } from "../upstream/faults.ts";
import { anUpstreamPaper } from "../upstream/paper.ts";
import { startUpstream } from "../upstream/upstream.ts";
import { runIn } from "./command-line.ts";

const ONE_DAY = ["--source", "hugging-face", "--since", "2026-08-20", "--until", "2026-08-20"];

async function upstreamWithPapers() {
  const papers = ["2608.00001", "2608.00002"].map((id) =>
    anUpstreamPaper({ id, title: `Paper ${id} on light`, featuredOn: ["2026-08-20"] }),
  );
  return await startUpstream({ papers });
}

describe("broadsheet ingest", () => {
  test("reads a source and reports what came", async () => {
    await using folder = await temporaryFolder();
    await using upstream = await upstreamWithPapers();
    const environment = { BROADSHEET_HF_URL: upstream.origin };
    const ran = await runIn(folder.path, ["ingest", ...ONE_DAY, "--json"], { environment });
    expect(ran).toMatchObject({ exitCode: 0, err: "" });
    expect(JSON.parse(ran.out)).toEqual({
      sources: [{ source: "hugging-face", outcome: "ok", message: null, read: 2, added: 2, changed: 0, problems: 0 }],
      read: 2,
      added: 2,
      changed: 0,
    });
    expect((await runIn(folder.path, ["paper", "2608.00001"])).exitCode).toBe(0);
  });

  test("sets a table for people", async () => {
    await using folder = await temporaryFolder();
    await using upstream = await upstreamWithPapers();
    const { out } = await runIn(folder.path, ["ingest", ...ONE_DAY], {
      environment: { BROADSHEET_HF_URL: upstream.origin },
    });
    expect(out).toBe("source        read  new  changed\nhugging-face     2    2        0  read\n");
  });

  test("says that a source could not be reached, and that trying later may help", async () => {
    await using folder = await temporaryFolder();
    const ran = await runIn(folder.path, ["ingest", ...ONE_DAY, "--json"]);
    expect(ran.exitCode).toBe(75);
    expect(JSON.parse(ran.out)).toMatchObject({
      sources: [
        { source: "hugging-face", outcome: "failed", message: expect.stringContaining("127.0.0.1:9") as string },
      ],
    });
  });

  test("stops when told, and says what was saved", async () => {
    await using folder = await temporaryFolder();
    await using upstream = await upstreamWithPapers();
    const stop = new AbortController();
    upstream.fault("/api/daily_papers?date=2026-08-21", (right) => {
      stop.abort("SIGINT");
      return right;
    });
    const range = ["--source", "hugging-face", "--since", "2026-08-20", "--until", "2026-08-21"];
    const ran = await runIn(folder.path, ["ingest", ...range], {
      environment: { BROADSHEET_HF_URL: upstream.origin },
      signal: stop.signal,
    });
    expect(ran).toEqual({
      exitCode: 130,
      out: "",
      err: "Stopped. 2 records read, 2 new papers saved; the same command goes on from there.\n",
    });
  });
});

describe("broadsheet sources", () => {
  test("tells how each source is doing", async () => {
    await using folder = await temporaryFolder();
    await using upstream = await upstreamWithPapers();
    const environment = { BROADSHEET_HF_URL: upstream.origin };
    await runIn(folder.path, ["ingest", ...ONE_DAY], { environment });
    upstream.fault("/", status(503));
    await runIn(folder.path, ["ingest", ...ONE_DAY, "--since", "2026-08-19"], { environment });
    const { sources } = JSON.parse((await runIn(folder.path, ["sources", "--json"], { environment })).out) as {
      sources: { source: string }[];
    };
    const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string;
    expect(sources.map(({ source }) => source)).toEqual(["arxiv-feed", "arxiv-oai", "hugging-face"]);
    expect(sources[2]).toEqual({
      source: "hugging-face",
      label: "Hugging Face Daily Papers",
      outcome: expect.stringMatching(/failed|throttled/) as string,
      message: expect.stringContaining("503") as string,
      lastAttemptAt: moment,
      lastSuccessAt: moment,
      nextTryAt: moment,
      recordsRead: 2,
      recordsKept: 2,
      problems: [],
    });
    expect(sources[0]).toMatchObject({ outcome: null, lastAttemptAt: null, recordsKept: 0 });
  });

  test("plans nothing for a source that is switched off", async () => {
    await using folder = await temporaryFolder();
    const { out } = await runIn(folder.path, ["sources"], { environment: { BROADSHEET_SOURCES: "hugging-face" } });
    expect(out.match(/next try +not planned/g)).toHaveLength(2);
    expect(out).toMatch(
      /hugging-face {2}Hugging Face Daily Papers\n {2}outcome +not read yet\n {2}last read +never\n {2}next try +\d{4}-\d\d-\d\d/,
    );
  });
});

describe("broadsheet paper --fetch", () => {
  test("asks arXiv for an unknown paper, and keeps it", async () => {
    await using folder = await temporaryFolder();
    await using upstream = await upstreamWithPapers();
    const environment = { BROADSHEET_ARXIV_API_URL: `${upstream.origin}/api/query` };
    const ran = await runIn(folder.path, ["paper", "arXiv:2608.00002v1", "--fetch", "--json"], { environment });
    expect(JSON.parse(ran.out)).toMatchObject({ id: "2608.00002", title: "Paper 2608.00002 on light" });
    expect((await runIn(folder.path, ["paper", "2608.00002"])).exitCode).toBe(0);
  });

  test.each([
    { id: "2608.09999", exitCode: 1, err: /^broadsheet: .*2608\.09999.*\n$/, what: "arXiv does not know it" },
    { id: "10.1000/xyz", exitCode: 1, err: /^broadsheet: .*no arXiv id.*\n$/, what: "it is no arXiv id" },
  ])("says so when $what", async ({ id, exitCode, err }) => {
    await using folder = await temporaryFolder();
    await using upstream = await upstreamWithPapers();
    const ran = await runIn(folder.path, ["paper", id, "--fetch"], {
      environment: { BROADSHEET_ARXIV_API_URL: `${upstream.origin}/api/query` },
    });
    expect(ran).toMatchObject({ exitCode, out: "", err: expect.stringMatching(err) as string });
  });

  test("asks to try later when arXiv cannot be reached", async () => {
    await using folder = await temporaryFolder();
    expect((await runIn(folder.path, ["paper", "2608.00002", "--fetch"])).exitCode).toBe(75);
  });
});
