import { readdirSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { runIn } from "./command-line.ts";

const LISTING = Array.from({ length: 30 }, (_, index) =>
  JSON.stringify({ id: `2403.${10_000 + index}`, title: `A paper about matter ${index}` }),
).join("\n");

async function aLibrary() {
  const folder = await temporaryFolder();
  await runIn(folder.path, ["import", "-"], { stdin: LISTING });
  return folder;
}

const json = (text: string): unknown => JSON.parse(text);

describe("broadsheet index", () => {
  test("rebuild makes the index, stats tells of it, check finds it sound", async () => {
    await using folder = await aLibrary();
    expect((await runIn(folder.path, ["index", "stats"])).out).toMatch(/papers +0\n/);
    const rebuilt = await runIn(folder.path, ["index", "rebuild"]);
    expect(rebuilt).toMatchObject({ exitCode: 0, out: "The index was built anew, with 30 papers.\n", err: "" });
    const stats = await runIn(folder.path, ["index", "stats", "--json"]);
    expect(json(stats.out)).toMatchObject({
      papers: 30,
      segments: [{ papers: 30, deleted: 0 }],
      writer: null,
      rebuildReason: null,
    });
    expect((await runIn(folder.path, ["index", "stats"])).out).toMatch(/standing +has everything\n/);
    expect(await runIn(folder.path, ["index", "check"])).toMatchObject({ exitCode: 0, out: "The index is sound.\n" });
  });

  test("rebuild places papers by what they mean, and stats measures how well they are found so", async () => {
    await using folder = await aLibrary();
    const empty = await runIn(folder.path, ["index", "stats", "--recall", "--json"]);
    expect(json(empty.out)).toMatchObject({ recall: null });
    await runIn(folder.path, ["index", "rebuild"]);
    const stats = await runIn(folder.path, ["index", "stats", "--recall", "--json"]);
    expect(json(stats.out)).toMatchObject({ papers: 30, recall: 1 });
    expect((await runIn(folder.path, ["index", "stats", "--recall"])).out).toMatch(
      /nearest found +100.0 % of the first 20\n/,
    );
  });

  test("check says what is damaged; the next search mends it", async () => {
    await using folder = await aLibrary();
    await runIn(folder.path, ["index", "rebuild"]);
    const segment = readdirSync(join(folder.path, "index")).find((name) => name.endsWith(".bin")) ?? "";
    truncateSync(join(folder.path, "index", segment), 100);
    const checked = await runIn(folder.path, ["index", "check", "--json"]);
    expect(checked.exitCode).toBe(78);
    expect(json(checked.out)).toEqual({
      isSound: false,
      problems: [expect.stringContaining(`${segment} should have`)],
    });
    expect((await runIn(folder.path, ["index", "check"])).out).toContain("`broadsheet index rebuild` mends it");
    expect((await runIn(folder.path, ["doctor"])).out).toMatch(/note index +will be built anew/);
    expect((await runIn(folder.path, ["search", "matter", "--json"])).exitCode).toBe(0);
    expect((await runIn(folder.path, ["index", "check"])).exitCode).toBe(0);
    expect((await runIn(folder.path, ["doctor"])).out).toMatch(/ok +index +sound, with 30 papers/);
  });

  test("rebuild takes back what a removed paper left", async () => {
    await using folder = await aLibrary();
    await runIn(folder.path, ["sample", "add"]);
    await runIn(folder.path, ["sample", "remove"]);
    const rebuilt = await runIn(folder.path, ["index", "rebuild", "--json"]);
    expect(json(rebuilt.out)).toMatchObject({ papers: 30 });
  });
});
