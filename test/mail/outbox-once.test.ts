import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import type { DueOutcome } from "../../src/store/outbox-store.ts";
import { aDay } from "../make.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { addReaders } from "./queued-mails.ts";
import { startScriptedSmtp } from "./scripted-smtp.ts";

const READERS = 40;
const DAY_MS = 86_400_000;
const SENDER = join(import.meta.dirname, "../kill/digest-child.ts");

/** A database whose readers are all due, and what one maker would queue for them. */
async function dueReaders(folder: string) {
  const file = join(folder, "broadsheet.db");
  const now = Date.now();
  await using store = await openStore(file);
  const readers = await addReaders(store, READERS, now);
  const outcomes = readers.map((subscription): DueOutcome => ({
    subscription,
    digest: { key: "digest", content: "{}", papers: [] },
    nextDueAt: now + DAY_MS,
    coveredTo: aDay("2026-08-21"),
  }));
  return { file, now, outcomes };
}

type DueReaders = Awaited<ReturnType<typeof dueReaders>>;

/** Makes the digests, then lets the moment look unsettled, as to a maker that reads an old copy, and makes them again. */
async function makeTwice({ file, now, outcomes }: DueReaders): Promise<readonly number[]> {
  await using store = await openStore(file);
  const first = await store.outbox.settleDue(outcomes, now);
  execute(file, `update subscription set next_due_at = ${outcomes[0]?.subscription.nextDueAt ?? 0}`);
  return [first, await store.outbox.settleDue(outcomes, now)];
}

function execute(file: string, statement: string): void {
  using db = new DatabaseSync(file);
  db.exec(statement);
}

/** What a maker that trusts itself instead of the index would do a second time. */
const QUEUE_AGAIN = `insert into outbox (subscription_id, address_id, kind, item, state, due_at, attempts, lease_until, fence, created_at)
  select subscription_id, address_id, kind, item, 'queued', due_at, 0, 0, 0, created_at from outbox where kind = 'digest'`;

/** Copies that each address got from two senders, two processes that begin in the same second. */
async function sendTwice(file: string): Promise<ReadonlyMap<string, number>> {
  await using server = await startScriptedSmtp();
  const args = [SENDER, file, String(server.port), "4", String(DAY_MS / 2)];
  const senders = [1, 2].map(() => spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] }));
  await Promise.all(senders.map(async (sender) => await once(sender, "close")));
  const copies = new Map<string, number>();
  for (const { to } of server.taken) copies.set(to, (copies.get(to) ?? 0) + 1);
  return copies;
}

const doubled = (copies: ReadonlyMap<string, number>): number =>
  [...copies.values()].filter((count) => count > 1).length;

describe("two makers and two senders of one digest", () => {
  test("double nothing while a row is unique to its reader and digest", async () => {
    await using folder = await temporaryFolder();
    const due = await dueReaders(folder.path);
    expect(await makeTwice(due)).toEqual([READERS, 0]);
    expect(() => execute(due.file, QUEUE_AGAIN)).toThrow(/UNIQUE constraint failed: outbox/);
    const copies = await sendTwice(due.file);
    expect({ readers: copies.size, doubled: doubled(copies) }).toEqual({ readers: READERS, doubled: 0 });
  });

  test("double every mail once the unique index is gone: nothing else stands in the way", async () => {
    await using folder = await temporaryFolder();
    const due = await dueReaders(folder.path);
    await using store = await openStore(due.file);
    await store.outbox.settleDue(due.outcomes, due.now);
    execute(due.file, `drop index outbox_once; ${QUEUE_AGAIN}`);
    const copies = await sendTwice(due.file);
    expect({ readers: copies.size, doubled: doubled(copies) }).toEqual({ readers: READERS, doubled: READERS });
  });

  test("makers without the index queue nothing rather than twice", async () => {
    await using folder = await temporaryFolder();
    const due = await dueReaders(folder.path);
    execute(due.file, "drop index outbox_once");
    await expect(makeTwice(due)).rejects.toThrow(/ON CONFLICT/);
    expect(await sendTwice(due.file)).toEqual(new Map());
  });
});
