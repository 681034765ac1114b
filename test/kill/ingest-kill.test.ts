import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { anAbstract } from "../make.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** `npm run test:kill` runs the full count; the suite a share of it. */
const KILLS = Number(process.env["KILLS"] ?? 25);
const PER_LISTING = 3_000;
/** Listings overlap, so that each run meets papers that an earlier one had half saved. */
const STEP = 1_000;

const idOf = (number: number): string =>
  `25${String(1 + Math.floor(number / 90_000)).padStart(2, "0")}.${String(number % 90_000).padStart(5, "0")}`;

function listing(first: number): string {
  const lines = Array.from({ length: PER_LISTING }, (_, index) => {
    const number = first + index;
    return JSON.stringify({
      id: idOf(number),
      title: `Paper number ${number} about many things`,
      abstract: anAbstract(number),
      authors: [`Author ${number % 77}`],
      first_seen: "2025-01-06",
    });
  });
  return `${lines.join("\n")}\n`;
}

/** Runs an import and kills it a random moment after it began; gives the papers it had said were saved. */
async function killedImport(
  database: string,
  file: string,
  delayMs: number | undefined,
): Promise<{ saved: number; isDone: boolean }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "ingest-child.ts"), database, file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (output === "" && delayMs !== undefined) setTimeout(() => child.kill("SIGKILL"), delayMs);
    output += text;
  });
  await new Promise((resolve) => child.on("close", resolve));
  const saved = [...output.matchAll(/^saved (\d+)$/gm)].at(-1)?.[1] ?? "0";
  return { saved: Number(saved), isDone: output.includes("done") };
}

function audit(database: string): { names: ReadonlySet<string>; doubled: number; problems: readonly string[] } {
  using db = new DatabaseSync(database);
  const all = (sql: string) =>
    db
      .prepare(sql)
      .all()
      .map((row) => Object.values(row)[0]);
  const names = all("select name from paper") as string[];
  const doubled = [
    ...all("select title_hash from paper group by title_hash having count(*) > 1"),
    ...all("select source_key from sighting group by source, source_key having count(*) > 1"),
  ];
  const orphans = [
    ...all("select name from paper where id not in (select paper_id from sighting)"),
    ...all("select name from paper where id not in (select paper_id from alias)"),
    ...all("select name from paper where id not in (select paper_id from appearance)"),
  ];
  const integrity = all("pragma integrity_check")
    .filter((line) => line !== "ok")
    .map(String);
  return {
    names: new Set(names),
    doubled: doubled.length,
    problems: [...integrity, ...orphans.map(String), ...all("pragma foreign_key_check").map(String)],
  };
}

test(`${KILLS} kills (-9) during ingest lose and double nothing`, { timeout: 120_000 + KILLS * 6_000 }, async () => {
  await using folder = await temporaryFolder({ isOnDisk: true });
  const database = join(folder.path, "broadsheet.db");
  const acknowledged = new Set<string>();
  let interrupted = 0;
  for (let round = 0; round < KILLS; round += 1) {
    const first = round * STEP;
    const file = join(folder.path, `listing-${round}.jsonl`);
    await writeFile(file, listing(first));
    const { saved, isDone } = await killedImport(database, file, Math.random() * 900);
    if (!isDone) interrupted += 1;
    for (let index = 0; index < saved; index += 1) acknowledged.add(idOf(first + index));
    const { names, doubled, problems } = audit(database);
    expect([...acknowledged].filter((name) => !names.has(name))).toEqual([]);
    expect(doubled).toBe(0);
    expect(problems).toEqual([]);
  }
  expect(interrupted).toBeGreaterThan(KILLS / 2);
  for (let round = 0; round < KILLS; round += 3)
    await killedImport(database, join(folder.path, `listing-${round}.jsonl`), undefined);
  await killedImport(database, join(folder.path, `listing-${KILLS - 1}.jsonl`), undefined);
  const { names, doubled } = audit(database);
  expect(names.size).toBe((KILLS - 1) * STEP + PER_LISTING);
  expect(doubled).toBe(0);
});
