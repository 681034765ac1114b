import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openIndex } from "../../src/engine/engine.ts";
import { playOn, scriptedChange } from "../engine/change-script.ts";
import { lookedThrough, newestWith, SMALL_SCHEMA, type SmallDocument } from "../engine/small-index.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** `npm run test:kill` runs the full count; the suite a share of it. */
const KILLS = Number(process.env["KILLS"] ?? 25);

/** Plays the change script and is killed a random moment after it began; gives the last position it said was committed. */
async function killedWriter(folder: string): Promise<number> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "index-child.ts"), folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (output === "") setTimeout(() => child.kill("SIGKILL"), Math.random() * 1_400);
    output += text;
  });
  const signal = await new Promise((resolve) => child.on("close", (_code, name) => resolve(name)));
  expect(signal).toBe("SIGKILL");
  return Number([...output.matchAll(/^committed (\d+)$/gm)].at(-1)?.[1] ?? 0);
}

test(`${KILLS} kills (-9) of a writer leave a committed state each`, { timeout: 120_000 + KILLS * 6_000 }, async () => {
  await using folder = await temporaryFolder({ isOnDisk: true });
  const model = new Map<number, SmallDocument>();
  let [position, merged] = [0, false];
  for (let round = 0; round < KILLS; round += 1) {
    const committed = await killedWriter(folder.path);
    using index = openIndex({ folder: folder.path, schema: SMALL_SCHEMA, madeFrom: "kill test" });
    // Before the first commit there may be a segment that nothing knows of yet.
    if (index.rebuildReason !== undefined)
      expect([index.rebuildReason, committed + position]).toEqual(["its manifest is missing", 0]);
    expect(index.position).toBeGreaterThanOrEqual(Math.max(position, committed));
    for (position += 1; position <= index.position; position += 1) playOn(model, scriptedChange(position));
    position = index.position;
    for (const text of ["rare", "c++ quantum", `change${position} 深度学习`]) {
      const { total, hits, facets } = index.search(newestWith(text));
      const kinds = Object.fromEntries((facets["kind"] ?? []).map(({ value, count }) => [value, count]));
      expect({ total, keys: hits.map(({ key }) => key), kinds }).toEqual(lookedThrough(model.values(), text));
    }
    expect(index.stats().documents).toBe(model.size);
    expect(index.check()).toEqual([]);
    merged ||= index.stats().segments.some(({ documents }) => documents > 2_000);
  }
  expect(position).toBeGreaterThan(KILLS);
  expect(merged).toBe(true);
});
