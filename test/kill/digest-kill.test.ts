import { spawn } from "node:child_process";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { queueDigests, readerAddress } from "../mail/queued-mails.ts";
import { startScriptedSmtp, type ScriptedSmtp } from "../mail/scripted-smtp.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** `npm run test:kill` runs the full count; the suite a share of it. */
const KILLS = Math.ceil(Number(process.env["KILLS"] ?? 8) / 2);
const RECIPIENTS = 1_000;
const LINES = 4;
const HOUR_MS = 3_600_000;

interface Run {
  readonly database: string;
  readonly port: number;
  readonly aheadMs: number;
  readonly killAfterMs: number | undefined;
}

/** Runs a sender, killed so long after it began; whether it came to an end by itself. */
async function runSender({ database, port, aheadMs, killAfterMs }: Run): Promise<boolean> {
  const script = join(import.meta.dirname, "digest-child.ts");
  const args = [script, database, String(port), String(LINES), String(aheadMs)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (output === "" && killAfterMs !== undefined) setTimeout(() => child.kill("SIGKILL"), killAfterMs);
    output += text;
  });
  await new Promise((resolve) => child.on("close", resolve));
  return output.includes("done");
}

function statesIn(database: string): ReadonlyMap<string, string> {
  using db = new DatabaseSync(database);
  expect(db.prepare("pragma integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
  const rows = db
    .prepare("select given, state from outbox join mail_address on mail_address.id = address_id where kind = 'digest'")
    .all() as { given: string; state: string }[];
  expect(rows).toHaveLength(RECIPIENTS);
  return new Map(rows.map(({ given, state }) => [given, state]));
}

function copiesIn(server: ScriptedSmtp): ReadonlyMap<string, number> {
  const copies = new Map<string, number>();
  for (const { to } of server.taken) copies.set(to, (copies.get(to) ?? 0) + 1);
  return copies;
}

/** Everybody has one end, got at most one copy, and none only where nobody can know. */
function expectKept(states: ReadonlyMap<string, string>, server: ScriptedSmtp, kills: number): void {
  const copies = copiesIn(server);
  expect([...copies].filter(([, count]) => count > 1)).toEqual([]);
  const bad = [...states].filter(([address, state]) =>
    state === "sent" ? copies.get(address) !== 1 : state !== "unknown",
  );
  expect(bad).toEqual([]);
  expect([...states.values()].filter((state) => state === "unknown").length).toBeLessThanOrEqual(kills * LINES);
}

async function prepareOutbox(folder: string): Promise<string> {
  const file = join(folder, "full.db");
  await using store = await openStore(file);
  await queueDigests(store, RECIPIENTS, Date.now());
  return file;
}

describe("digests for a thousand readers", () => {
  test(
    `${KILLS} kills (-9) lose and double nothing that can be known`,
    { timeout: 60_000 + KILLS * 8_000 },
    async () => {
      await using memory = await temporaryFolder();
      await using disk = await temporaryFolder({ isOnDisk: true });
      const full = await prepareOutbox(memory.path);
      let kills = 0;
      for (let round = 0; kills < KILLS; round += 1) {
        await using server = await startScriptedSmtp();
        const database = join(disk.path, `${round}.db`);
        await copyFile(full, database);
        let killsOfRound = 0;
        for (let run = 1; ; run += 1) {
          const mayKill = kills < KILLS;
          const killAfterMs = mayKill ? 60 + Math.random() * 500 : undefined;
          const isDone = await runSender({ database, port: server.port, aheadMs: run * HOUR_MS, killAfterMs });
          if (isDone) break;
          kills += 1;
          killsOfRound += 1;
        }
        expectKept(statesIn(database), server, killsOfRound);
      }
    },
  );

  test("two senders at once double nothing", { timeout: 120_000 }, async () => {
    await using memory = await temporaryFolder();
    const database = await prepareOutbox(memory.path);
    await using server = await startScriptedSmtp();
    const run = { database, port: server.port, aheadMs: HOUR_MS, killAfterMs: undefined };
    expect(await Promise.all([runSender(run), runSender(run)])).toEqual([true, true]);
    expect(server.taken).toHaveLength(RECIPIENTS);
    expect(copiesIn(server).size).toBe(RECIPIENTS);
    expect(copiesIn(server).has(readerAddress(0))).toBe(true);
    expectKept(statesIn(database), server, 0);
  });
});
