import { createServer } from "node:net";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { runIn } from "./command-line.ts";

describe("the command line", () => {
  test.each([
    { argv: ["--help"], exitCode: 0, out: /Examples:\n {2}broadsheet serve/ },
    { argv: ["import", "--help"], exitCode: 0, out: /broadsheet import library\.bib/ },
    { argv: ["--version"], exitCode: 0, out: /^1\.2\.3\n$/ },
    { argv: [], exitCode: 64, err: /Usage: broadsheet/ },
    { argv: ["sample"], exitCode: 64, err: /Usage: broadsheet sample/ },
    { argv: ["serch", "x"], exitCode: 64, err: /^broadsheet: Unknown command 'serch' \(Did you mean search\?\)\n$/ },
    {
      argv: ["search", "x", "--jsno"],
      exitCode: 64,
      err: /^broadsheet: Unknown option '--jsno' \(Did you mean --json\?\)\n$/,
    },
    { argv: ["--data", "", "sources"], exitCode: 64, err: /the name of a folder/ },
    { argv: ["search"], exitCode: 64, err: /^broadsheet: Missing required argument 'query'\n$/ },
    { argv: ["search", "x", "--limit", "0"], exitCode: 64, err: /whole number from 1 to 1000/ },
    { argv: ["serve", "--port", "70000"], exitCode: 64, err: /whole number from 0 to 65535/ },
    { argv: ["ingest", "--since", "2026-02-30"], exitCode: 64, err: /a day such as 2026-08-21/ },
    { argv: ["ingest", "--since", "2026-02-03", "--until", "2026-02-01"], exitCode: 64, err: /is after/ },
    { argv: ["ingest", "--source", "arxive"], exitCode: 64, err: /no source called arxive\. There are: arxiv-feed/ },
  ])("answers `broadsheet $argv`", async ({ argv, exitCode, out = /^$/, err = /^$/ }) => {
    await using folder = await temporaryFolder();
    const ran = await runIn(folder.path, argv);
    expect(ran).toMatchObject({
      exitCode,
      out: expect.stringMatching(out) as string,
      err: expect.stringMatching(err) as string,
    });
  });

  test("says in one line what is wrong with a setting, and how to mend it", async () => {
    await using folder = await temporaryFolder();
    const ran = await runIn(folder.path, ["sources"], { environment: { BROADSHEET_PORT: "many" } });
    expect(ran).toEqual({
      exitCode: 78,
      out: "",
      err: 'broadsheet: BROADSHEET_PORT must be a number from 0 to 65535; it is "many".\n',
    });
  });

  test("says in one line that the database is damaged", async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, "broadsheet.db"), "x".repeat(9_000));
    const ran = await runIn(folder.path, ["serve"]);
    expect(ran.exitCode).toBe(78);
    expect(ran.err).toMatch(/^broadsheet: The database .* is damaged\..*\n$/);
  });

  test("says in one line that the database is damaged behind its header", async () => {
    await using folder = await temporaryFolder();
    await runIn(folder.path, ["sample", "add"]);
    const file = join(folder.path, "broadsheet.db");
    const bytes = await readFile(file);
    await writeFile(file, bytes.fill(0xa5, bytes.length / 2));
    const ran = await runIn(folder.path, ["paper", "2608.19880"]);
    expect(ran).toEqual({
      exitCode: 78,
      out: "",
      err: `broadsheet: The database ${file} is damaged; \`broadsheet doctor\` says more. Put a backup in its place, or move it away.\n`,
    });
  });

  test("says in one line that the data folder cannot be written", async () => {
    await using folder = await temporaryFolder();
    const inTheWay = join(folder.path, "file");
    await writeFile(inTheWay, "");
    const ran = await runIn(folder.path, ["--data", join(inTheWay, "data"), "sample", "status"]);
    expect(ran.exitCode).toBe(78);
    expect(ran.err).toMatch(/^broadsheet: The data folder .* cannot be written\..*--data.*\n$/);
  });

  test("takes the data folder of --data, wherever it stands", async () => {
    await using folder = await temporaryFolder();
    const other = join(folder.path, "other");
    await runIn(folder.path, ["sample", "add", "--data", other]);
    expect((await runIn(folder.path, ["--data", other, "sample", "status"])).out).toContain("is here, with");
    expect((await runIn(folder.path, ["sample", "status"])).out).toBe("The sample edition is not here.\n");
  });

  test("does its work although nobody reads the answer", async () => {
    await using folder = await temporaryFolder();
    const ran = await runIn(folder.path, ["sample", "add"], { out: failingStream("EPIPE") });
    expect(ran).toMatchObject({ exitCode: 0, err: "" });
    expect((await runIn(folder.path, ["sample", "status"])).out).toContain("is here, with");
  });

  test("fails when the answer cannot be written", async () => {
    await using folder = await temporaryFolder();
    const ran = await runIn(folder.path, ["sources"], { out: failingStream("ENOSPC") });
    expect(ran.exitCode).toBe(74);
    expect(ran.err).toBe("broadsheet: The answer could not be written: ENOSPC\n");
  });
});

function failingStream(code: string): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) });
}

describe("broadsheet serve", () => {
  test("prints its address, answers there, and ends well when told to stop", async () => {
    await using folder = await temporaryFolder();
    const stop = new AbortController();
    let visited: Promise<Response> | undefined;
    const onOutput = (text: string): void => {
      const [address] = /http:\S+/.exec(text) ?? [];
      if (address === undefined || visited) return;
      visited = fetch(`${address}/healthz`);
      void visited.finally(() => stop.abort("SIGTERM"));
    };
    const ran = await runIn(folder.path, ["serve"], {
      signal: stop.signal,
      onOutput,
      environment: { BROADSHEET_SOURCES: "" },
    });
    expect((await visited)?.status).toBe(200);
    expect(ran.exitCode).toBe(0);
    expect(ran.out).toMatch(/^Broadsheet is at http:\/\/localhost:\d+\n$/);
    expect(ran.err).toBe("No sources are read. Ctrl-C stops.\n");
  });

  test("says in one line that its port is taken", async () => {
    await using folder = await temporaryFolder();
    const other = createServer();
    const port = await new Promise<number>((resolve) =>
      other.listen(0, "127.0.0.1", () => resolve((other.address() as { port: number }).port)),
    );
    const ran = await runIn(folder.path, ["serve", "--port", String(port)]);
    other.close();
    expect(ran.exitCode).toBe(78);
    expect(ran.err).toMatch(new RegExp(`^broadsheet: Port ${port} is taken.*--port.*\\n$`));
  });

  test("points at a misspelt setting", async () => {
    await using folder = await temporaryFolder();
    const signal = AbortSignal.abort("SIGINT");
    const { err } = await runIn(folder.path, ["serve"], {
      signal,
      environment: { BROADSHEET_PROT: "80", BROADSHEET_SOURCES: "" },
    });
    expect(err).toContain("BROADSHEET_PROT is no setting. Did you mean BROADSHEET_PORT?");
  });
});

describe("broadsheet doctor", () => {
  test("finds a fresh installation well, and leaves it untouched", async () => {
    await using folder = await temporaryFolder();
    const data = join(folder.path, "data");
    const ran = await runIn(data, ["doctor", "--json"]);
    expect(ran.exitCode).toBe(0);
    const report = JSON.parse(ran.out) as {
      isWell: boolean;
      findings: { about: string; state: string; text: string }[];
      settings: object[];
    };
    expect(report.isWell).toBe(true);
    expect(report.findings.find(({ about }) => about === "database")).toMatchObject({ state: "note" });
    expect(report.findings.find(({ about }) => about === "sources")).toMatchObject({
      state: "note",
      text: expect.stringContaining("127.0.0.1:9 (nobody answers there)") as string,
    });
    expect(report.settings).toContainEqual({ name: "BROADSHEET_DATA", value: data, origin: "environment" });
    expect(report.settings).toContainEqual({ name: "BROADSHEET_HOST", value: "127.0.0.1", origin: "default" });
    await expect(chmod(data, 0o700)).rejects.toThrow("ENOENT");
  });

  test("counts the papers of a sound database", async () => {
    await using folder = await temporaryFolder();
    await runIn(folder.path, ["sample", "add"]);
    const { exitCode, out } = await runIn(folder.path, ["doctor", "--data", folder.path]);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/ok +database +sound, with [\d,]+ papers and 0 listings\n/);
    expect(out).toMatch(/BROADSHEET_DATA +\S+ +command line\n/);
  });

  test.each([
    { what: "a bad setting", environment: { BROADSHEET_PORT: "x" }, text: "BROADSHEET_PORT must be a number" },
    { what: "a misspelt setting", environment: { BROADSHEET_SORUCES: "x" }, text: "Did you mean BROADSHEET_SOURCES?" },
  ])("wants $what mended", async ({ environment, text }) => {
    await using folder = await temporaryFolder();
    const { exitCode, out } = await runIn(folder.path, ["doctor"], { environment });
    expect(exitCode).toBe(78);
    expect(out.replace(/\s+/g, " ")).toContain(text);
  });

  test("only notes a name that is like no setting", async () => {
    await using folder = await temporaryFolder();
    const { exitCode, out } = await runIn(folder.path, ["doctor"], { environment: { BROADSHEET_BACKUP_HOUR: "3" } });
    expect(exitCode).toBe(0);
    expect(out).toMatch(/note +settings +BROADSHEET_BACKUP_HOUR is no setting\.\n/);
  });

  test("wants a damaged database mended", async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, "broadsheet.db"), "x".repeat(9_000));
    const { exitCode, out } = await runIn(folder.path, ["doctor"]);
    expect(exitCode).toBe(78);
    expect(out).toMatch(/mend +database/);
  });
});
