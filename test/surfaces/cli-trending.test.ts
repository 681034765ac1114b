import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Prior } from "../../src/ranking/guess.ts";
import { anAbstract } from "../make.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { runIn } from "./command-line.ts";

const LISTING = Array.from({ length: 80 }, (_, index) =>
  JSON.stringify({
    id: `2608.${10_000 + index}`,
    title: `A paper about matter ${index}`,
    abstract: anAbstract(index),
    daily_date: index < 40 ? "2026-08-20" : "2026-08-21",
    upvotes: index,
    github_repo: index % 2 === 0 ? `https://example.org/${index}` : null,
  }),
).join("\n");

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
  await runIn(folder.path, ["import", "-"], { stdin: LISTING });
});
afterAll(async () => await folder[Symbol.asyncDispose]());

const json = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

describe("broadsheet trending", () => {
  test("lists papers with what put them there", async () => {
    const { out, exitCode } = await runIn(folder.path, ["trending", "--mix", "0", "--limit", "2"]);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/ 1\. A paper about matter 79\n +79\.0 points \(votes 79\.0, guess 0\.0\) · 2608\.10079\n/);
    expect(out).toContain("2 of 80 papers, as of 2026-08-21");
  });

  test("answers as JSON, in the order asked for", async () => {
    const { out } = await runIn(folder.path, ["trending", "--window", "today", "--mix", "100", "--json"]);
    const answer = json(out);
    expect(answer).toMatchObject({ window: "today", mix: 1, asOf: "2026-08-21", total: 40 });
    const points = (answer["papers"] as { points: number }[]).map((paper) => paper.points);
    expect(points).toEqual(points.toSorted((a, b) => b - a));
    expect(points).toHaveLength(10);
  });

  test("explains one paper, reasons of the guess included", async () => {
    const { out } = await runIn(folder.path, ["trending", "--explain", "2608.10078"]);
    expect(out).toMatch(/^counted +in the window +after decay +points\nvotes +78\.0 +78\.0 +58\.5\n/);
    expect(out).toMatch(/^code +\d/m);
    expect((await runIn(folder.path, ["trending", "--explain", "2608.99999"])).exitCode).toBe(1);
  });

  test("says so when nothing is there", async () => {
    await using empty = await temporaryFolder();
    const { exitCode, err } = await runIn(empty.path, ["trending"]);
    expect({ exitCode, err }).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining("Nothing is trending") as string,
    });
  });
});

describe("broadsheet trending train", () => {
  test("learns from a file, measures on later days, and writes the same prior each time", async () => {
    const file = join(folder.path, "past.jsonl");
    writeFileSync(file, LISTING);
    const outs = [join(folder.path, "one.json"), join(folder.path, "two.json")];
    for (const out of outs) {
      const argv = ["trending", "train", "--file", file, "--measure-from", "2026-08-21", "--out", out];
      const ran = await runIn(folder.path, argv);
      expect(ran).toMatchObject({ exitCode: 0, err: "" });
      expect(ran.out).toMatch(
        /^Learnt from 40 papers, 2026-08-20 to 2026-08-20\.\nMeasured on 1 later day with 40 papers:\n/,
      );
    }
    const [one = "", two] = outs.map((out) => readFileSync(out, "utf8"));
    expect(two).toBe(one);
    expect((JSON.parse(one) as Prior).traits.map(({ trait }) => trait)).not.toContain("authors");
  });

  test("lets status count only where somebody says so", async () => {
    const argv = ["trending", "train", "--file", join(folder.path, "past.jsonl"), "--with-status", "--json"];
    const prior = json((await runIn(folder.path, argv)).out) as unknown as Prior;
    expect(prior.traits.map(({ trait }) => trait)).toEqual(expect.arrayContaining(["authors", "organisation"]));
  });

  test.each([
    ["a file that is not there", ["--file", "/nowhere/past.jsonl"], 66],
    ["too few papers here", [], 1],
  ])("says what is wrong with %s", async (_name, argv, exitCode) => {
    const ran = await runIn(folder.path, ["trending", "train", ...argv]);
    expect(ran.exitCode).toBe(exitCode);
    expect(ran.err).not.toBe("");
  });
});
