import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { runIn } from "./command-line.ts";

const BIBTEX = `@article{rivers, title={How rivers braid in wide valleys}, author={Doe, Jane and Roe, Rick and Poe, Ann and Low, Bo and Moe, Cy},
  year={2024}, eprint={2401.00001}, archivePrefix={arXiv}}
@article{nameless, author={Doe, Jane}}
@inproceedings{bees, title={Bees count to four}, author={Roe, Rick}, year={2023}, doi={10.1000/bees.1}}
`;

/** A folder with papers in it. */
async function folderWithPapers() {
  const folder = await temporaryFolder();
  await runIn(folder.path, ["import", "-"], { stdin: BIBTEX });
  return folder;
}

describe("broadsheet import", () => {
  test("reports one file as one JSON object", async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, "library.bib");
    await writeFile(file, BIBTEX);
    const ran = await runIn(folder.path, ["import", file, "--json"]);
    expect(ran).toMatchObject({ exitCode: 0, err: "" });
    const problems = [{ line: 3, message: expect.stringContaining("neither a title nor an identifier") as string }];
    expect(JSON.parse(ran.out)).toEqual({ format: "bibtex", found: 2, added: 2, known: 0, problems });
    expect(JSON.parse((await runIn(folder.path, ["import", file, "--json"])).out)).toMatchObject({
      found: 2,
      added: 0,
      known: 2,
    });
  });

  test("tells people what came of it, and where the problems are", async () => {
    await using folder = await temporaryFolder();
    const ran = await runIn(folder.path, ["import", "-", "--name", "Reading group"], { stdin: gzipSync(BIBTEX) });
    expect(ran.out).toBe("Reading group (BibTeX): 2 papers found, 2 new, 0 known.\n");
    expect(ran.err).toMatch(/^ {2}line 3: .*\n$/);
  });

  test("reports several files with their sums", async () => {
    await using folder = await temporaryFolder();
    const [bib, list] = [join(folder.path, "a.bib"), join(folder.path, "b.txt.gz")];
    await writeFile(bib, BIBTEX);
    await writeFile(list, gzipSync("2401.00001\n2401.00002\n"));
    const ran = await runIn(folder.path, ["import", bib, list, "--json"]);
    expect(JSON.parse(ran.out)).toMatchObject({
      files: [
        { name: "a.bib", found: 2, added: 2 },
        { name: "b.txt.gz", found: 2, added: 1, known: 1 },
      ],
      found: 4,
      added: 3,
      known: 1,
      problems: [{ file: "a.bib", line: 3 }],
    });
  });

  test("shows the first twenty problems, then how many more", async () => {
    await using folder = await temporaryFolder();
    const stdin = BIBTEX + "@article{x, author={Doe, Jane}}\n".repeat(29);
    const { err } = await runIn(folder.path, ["import", "-"], { stdin });
    expect(err.match(/^ {2}line \d+:/gm)).toHaveLength(20);
    expect(err).toContain("… and 10 problems more");
  });

  test("imports nothing when one of the files is missing", async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, "a.bib");
    await writeFile(file, BIBTEX);
    const ran = await runIn(folder.path, ["import", file, join(folder.path, "b.bib")]);
    expect(ran).toMatchObject({
      exitCode: 66,
      out: "",
      err: expect.stringMatching(/^broadsheet: There is no file called .*b\.bib\.\n$/) as string,
    });
    expect((await runIn(folder.path, ["paper", "2401.00001"])).exitCode).toBe(1);
  });

  test("fails when nothing could be read", async () => {
    await using folder = await temporaryFolder();
    const ran = await runIn(folder.path, ["import", "-", "--json"], { stdin: "just some words\n" });
    expect(ran.exitCode).toBe(65);
    expect(JSON.parse(ran.out)).toMatchObject({ found: 0, problems: [{ line: 1 }] });
  });

  test("keeps what was saved when it is stopped, and says so", async () => {
    await using folder = await temporaryFolder();
    const stop = new AbortController();
    const lines = Array.from({ length: 4_500 }, (_, index) =>
      JSON.stringify({ title: `Paper ${index}`, id: `2402.${String(10_000 + index)}` }),
    );
    const endless = Readable.from(
      (async function* () {
        for (let start = 0; start < lines.length; start += 500)
          yield Buffer.from(`${lines.slice(start, start + 500).join("\n")}\n`);
        while ((await runIn(folder.path, ["paper", "2402.10000"])).exitCode !== 0)
          await new Promise((resolve) => setTimeout(resolve, 20));
        stop.abort("SIGINT");
        await new Promise((resolve) => setTimeout(resolve, 50));
      })(),
    );
    const ran = await runIn(folder.path, ["import", "-"], { stdin: endless, signal: stop.signal });
    expect(ran).toMatchObject({ exitCode: 130, out: "" });
    const [, saved = "0"] = /^Stopped\. ([\d,]+) papers saved/.exec(ran.err) ?? [];
    expect(Number(saved.replace(",", ""))).toBeGreaterThanOrEqual(1_000);
  });

  test("draws a bar on a terminal only", async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, "library.bib");
    await writeFile(file, BIBTEX);
    expect((await runIn(folder.path, ["import", file], { isTerminal: true })).err).toContain(
      "Importing library.bib  █",
    );
    expect((await runIn(folder.path, ["import", file])).err).not.toContain("Importing");
  });
});

describe("broadsheet search", () => {
  test("answers in JSON", async () => {
    await using folder = await folderWithPapers();
    const ran = await runIn(folder.path, ["search", "rivers", "valleys", "--json"]);
    const [result] = (JSON.parse(ran.out) as { results: unknown[] }).results;
    expect(JSON.parse(ran.out)).toMatchObject({ total: 1 });
    expect(result).toEqual({
      id: "2401.00001",
      title: "How rivers braid in wide valleys",
      authors: ["Jane Doe", "Rick Roe", "Ann Poe", "Bo Low", "Cy Moe"],
      publishedAt: "2024",
      score: expect.any(Number) as number,
    });
  });

  test("sets results for people", async () => {
    await using folder = await folderWithPapers();
    const { out, exitCode } = await runIn(folder.path, ["search", "rivers"]);
    expect(exitCode).toBe(0);
    expect(out).toBe(
      "  1. How rivers braid in wide valleys\n     Jane Doe, Rick Roe, Ann Poe and 2 others · 2024 · 2401.00001\n\n1 paper\n",
    );
  });

  test("says with its exit code that nothing was found", async () => {
    await using folder = await folderWithPapers();
    expect(await runIn(folder.path, ["search", "zeppelin", "--json"])).toEqual({
      exitCode: 1,
      out: '{\n  "total": 0,\n  "results": []\n}\n',
      err: "",
    });
    expect((await runIn(folder.path, ["search", "zeppelin"])).err).toBe("No paper was found for “zeppelin”.\n");
  });

  test("tells of an empty store", async () => {
    await using folder = await temporaryFolder();
    expect((await runIn(folder.path, ["search", "rivers"])).err).toContain("There are no papers here yet.");
  });
});

describe("broadsheet paper", () => {
  test.each(["2401.00001", "arXiv:2401.00001v3", "https://arxiv.org/pdf/2401.00001"])(
    "finds a paper by the name %s",
    async (name) => {
      await using folder = await folderWithPapers();
      const ran = await runIn(folder.path, ["paper", name, "--json"]);
      expect(JSON.parse(ran.out)).toMatchObject({ id: "2401.00001" });
    },
  );

  test("tells everything in JSON, with null for what nobody said", async () => {
    await using folder = await folderWithPapers();
    const { out } = await runIn(folder.path, ["paper", "10.1000/BEES.1", "--json"]);
    const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string;
    expect(JSON.parse(out)).toMatchObject({
      id: "10.1000/bees.1",
      title: "Bees count to four",
      abstract: null,
      summary: null,
      authors: [{ name: "Rick Roe", affiliation: null }],
      authorCount: 1,
      publishedAt: "2023",
      updatedAt: null,
      categories: [],
      identifiers: [{ scheme: "doi", value: "10.1000/bees.1", url: "https://doi.org/10.1000/bees.1" }],
      versions: [],
      withdrawal: null,
      links: { code: null, project: null },
      counts: { votes: null, comments: null, stars: null },
      sources: [{ source: "listing", key: expect.any(String) as string, firstSeenAt: moment, changedAt: moment }],
      appearances: [],
      events: [],
      countHistory: [],
    });
  });

  test("sets a paper for people", async () => {
    await using folder = await folderWithPapers();
    const { out } = await runIn(folder.path, ["paper", "2401.00001"]);
    expect(out).toMatch(/^How rivers braid in wide valleys\nJane Doe, .*Cy Moe\n\nid +2401\.00001\npublished +2024\n/);
  });

  test("knows what to do about an unknown one", async () => {
    await using folder = await folderWithPapers();
    const ran = await runIn(folder.path, ["paper", "2401.99999"]);
    expect(ran.exitCode).toBe(1);
    expect(ran.err).toMatch(
      /^broadsheet: There is no paper called 2401\.99999 here\..*broadsheet search.*--fetch.*\n$/,
    );
  });
});

describe("broadsheet sample", () => {
  test("puts the sample edition there and takes it away", async () => {
    await using folder = await folderWithPapers();
    const { added } = JSON.parse((await runIn(folder.path, ["sample", "add", "--json"])).out) as { added: number };
    expect(added).toBeGreaterThan(20);
    expect(JSON.parse((await runIn(folder.path, ["sample", "status", "--json"])).out)).toEqual({ papers: added });
    expect(JSON.parse((await runIn(folder.path, ["sample", "remove", "--json"])).out)).toEqual({
      removed: added,
      kept: 0,
    });
    expect((await runIn(folder.path, ["paper", "2401.00001"])).exitCode).toBe(0);
  });
});
