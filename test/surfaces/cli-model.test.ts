import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { madePapers } from "../inference/made-papers.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { runIn } from "./command-line.ts";

const papers = madePapers(1_300);
const toLines = (items: readonly object[]): string => items.map((item) => JSON.stringify(item)).join("\n");
const json = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

describe("broadsheet model train", () => {
  test("makes a model of a gzipped corpus, without what is excluded, doubled or no paper", async () => {
    await using folder = await temporaryFolder();
    const [corpus, excluded, out] = ["corpus.gz", "excluded", "my.model"].map((name) => join(folder.path, name)) as [
      string,
      string,
      string,
    ];
    const lines = `${toLines([...papers, ...papers.slice(0, 3)])}\nno json\n{"abstract":"no title"}\n`;
    await writeFile(corpus, gzipSync(lines));
    await writeFile(excluded, toLines(papers.slice(100, 110).map(({ title }) => ({ title: title.toUpperCase() }))));
    const argv = ["model", "train", corpus, "--out", out, "--rounds", "1", "--json", "--exclude", excluded];
    const { exitCode, out: answer } = await runIn(folder.path, argv);
    expect(exitCode).toBe(0);
    expect(json(answer)).toMatchObject({ excluded: 10, doubled: 3, card: { name: "my", seed: 1 } });
    const { card, bytes } = json(answer) as {
      card: { papers: number; heldOut: { papers: number } };
      bytes: number;
    };
    expect(card.papers + card.heldOut.papers).toBe(1_290);
    expect(await readFile(out)).toHaveLength(bytes);
  });

  test("leaves no file behind when it is stopped", async () => {
    await using folder = await temporaryFolder();
    const stop = new AbortController();
    const argv = ["model", "train", "-", "--out", join(folder.path, "my.model")];
    const onOutput = (): void => stop.abort("SIGINT");
    const ran = await runIn(folder.path, argv, {
      stdin: toLines(papers),
      signal: stop.signal,
      isTerminal: true,
      onOutput,
    });
    expect(ran).toMatchObject({ exitCode: 130, out: "" });
    expect(await readdir(folder.path)).toEqual([]);
  });

  test("names the file that is missing", async () => {
    await using folder = await temporaryFolder();
    const argv = ["model", "train", join(folder.path, "none.jsonl"), "--out", join(folder.path, "my.model")];
    expect(await runIn(folder.path, argv)).toMatchObject({ exitCode: 66, err: expect.stringContaining("none.jsonl") });
  });
});

describe("broadsheet model adapt", () => {
  test("learns from the papers at hand, is told by status, and is undone", async () => {
    await using folder = await temporaryFolder();
    const listing = papers
      .slice(0, 600)
      .map((paper, index) => ({ ...paper, id: `24${10 + (index % 3)}.${10_000 + index}` }));
    await runIn(folder.path, ["import", "-"], { stdin: toLines(listing) });
    const builtIn = json((await runIn(folder.path, ["model", "status", "--json"])).out);
    expect(builtIn).toMatchObject({ adaptation: null, adaptedAt: null, problem: null });
    const adapted = await runIn(folder.path, ["model", "adapt", "--json"]);
    expect(json(adapted.out)).toMatchObject({ isBetter: true, from: builtIn["space"] });
    const status = await runIn(folder.path, ["model", "status"]);
    expect(status.out).toMatch(/adapted +20\d\d-.*papers of yours/);
    expect(await runIn(folder.path, ["model", "undo"])).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining("that comes with Broadsheet is in use again"),
    });
    expect(json((await runIn(folder.path, ["model", "status", "--json"])).out)).toEqual(builtIn);
    expect((await runIn(folder.path, ["model", "undo"])).out).toContain("Nothing to undo");
  });

  test("says how many papers it takes", async () => {
    await using folder = await temporaryFolder();
    expect(await runIn(folder.path, ["model", "adapt"])).toMatchObject({
      err: expect.stringContaining("at least 200"),
    });
  });
});
