import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sendOutbox } from "../../src/daily/outbox.ts";
import { systemClock } from "../../src/lib/clock.ts";
import { SMTP_WAITS } from "../../src/lib/smtp.ts";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { queueDigests, readerAddress, senderDeps } from "./queued-mails.ts";
import { startScriptedSmtp, type ScriptedSmtp } from "./scripted-smtp.ts";

/** `RECIPIENTS=10000 vitest run test/mail/digest-rate.test.ts` is the whole measurement; the suite makes a share of it. */
const RECIPIENTS = Number(process.env["RECIPIENTS"] ?? 400);
/** The suite shares its processors with other tests. */
const LEAST_PER_SECOND = RECIPIENTS < 10_000 ? 20 : 60;
const PACED = Math.ceil(RECIPIENTS / 2);
const LINES = 8;
const PER_MINUTE = 4_800;
const MAIL_BYTES = 33_000;
const timeout = 60_000 + RECIPIENTS * 50;
const signal = new AbortController().signal;

/** So many digests in an outbox on a real disk, which is flushed at every commit. */
async function fullOutbox(count: number): Promise<{ readonly store: Store } & AsyncDisposable> {
  await using memory = await temporaryFolder();
  const file = join(memory.path, "full.db");
  await using filled = await openStore(file);
  await queueDigests(filled, count, Date.now());
  await filled[Symbol.asyncDispose]();
  const disk = await temporaryFolder({ isOnDisk: true });
  await copyFile(file, join(disk.path, "full.db"));
  const store = await openStore(join(disk.path, "full.db"));
  return {
    store,
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await disk[Symbol.asyncDispose]();
    },
  };
}

async function send(store: Store, server: ScriptedSmtp, perMinute: number): Promise<number> {
  const wish = { port: server.port, lines: LINES, waits: SMTP_WAITS, mailSize: MAIL_BYTES, perMinute };
  const startedAt = performance.now();
  await sendOutbox(senderDeps(store, systemClock, wish), { signal });
  return (performance.now() - startedAt) / 1_000;
}

/** The most mails that came within any window of so many milliseconds. */
function mostWithin(moments: readonly number[], windowMs: number): number {
  let [first, most] = [0, 0];
  for (const [last, at] of moments.entries()) {
    while ((moments[first] ?? at) <= at - windowMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

describe(`${RECIPIENTS} digests of 33 kB`, () => {
  test(`leave at ${LEAST_PER_SECOND} a second or faster, each once`, { timeout }, async () => {
    await using server = await startScriptedSmtp({ keepsTexts: false });
    await using outbox = await fullOutbox(RECIPIENTS);
    const seconds = await send(outbox.store, server, 1e9);
    const perSecond = Math.round(RECIPIENTS / seconds);
    console.info(`${perSecond} mails a second`);
    expect(new Set(server.taken.map(({ to }) => to)).size).toBe(RECIPIENTS);
    expect(server.taken).toHaveLength(RECIPIENTS);
    expect(await outbox.store.outbox.counts()).toMatchObject({ sent: 2 * RECIPIENTS, unknown: 0, deferred: 0 });
    expect(perSecond).toBeGreaterThanOrEqual(LEAST_PER_SECOND);
  });

  test("are at no moment ahead of the configured rate", { timeout }, async () => {
    await using server = await startScriptedSmtp({ keepsTexts: false });
    await using outbox = await fullOutbox(PACED);
    await send(outbox.store, server, PER_MINUTE);
    expect(server.taken).toHaveLength(PACED);
    const moments = server.taken.map(({ at }) => at);
    const most = [1_000, 60_000].map((windowMs) => mostWithin(moments, windowMs));
    console.info(`at most ${most[0]} in a second, ${most[1]} in a minute, at ${PER_MINUTE} a minute`);
    // A mail may arrive late, by its line's delay; then those of the other lines can come close behind it.
    expect(most[0]).toBeLessThanOrEqual(PER_MINUTE / 60 + LINES + 1);
    expect(most[1]).toBeLessThanOrEqual(PER_MINUTE + LINES + 1);
  });
});

describe("a server that asks for less", () => {
  /** Sends sixty mails; the server answers one of them so. What it took after it last had. */
  async function sendToOneThatAsks(reply: string, times: number) {
    await using server = await startScriptedSmtp({ keepsTexts: false });
    await using outbox = await fullOutbox(60);
    let askedAt = 0;
    server.setFault({
      at: "rcpt",
      deed: { do: "reply", text: `${reply}\r\n` },
      recipient: readerAddress(20),
      times,
      onStrike: () => (askedAt = performance.now()),
    });
    await send(outbox.store, server, PER_MINUTE);
    expect(server.strikes).toBe(times);
    const after = server.taken.map(({ at }) => at - askedAt).filter((ms) => ms > 0);
    return { after, counts: await outbox.store.outbox.counts() };
  }

  test("by 451 is sent what the other lines had in hand, before the whole pool waits", async () => {
    const { after, counts } = await sendToOneThatAsks("451 4.7.1 slow down", 1);
    expect(after.filter((ms) => ms < 400).length).toBeLessThan(LINES);
    expect(after.length).toBeGreaterThan(LINES);
    expect(counts).toMatchObject({ sent: 60 + 59, deferred: 1 });
  });

  // The first 421 may be about the connection, so another is opened; the second is about us.
  test("by 421 twice is sent what the other lines had in hand, and the rest waits untried", async () => {
    const { after, counts } = await sendToOneThatAsks("421 4.7.0 too many mails", 2);
    expect(after.length).toBeLessThan(LINES);
    expect(counts).toMatchObject({ deferred: 1, unknown: 0, failed: 0 });
    expect(counts.queued).toBeGreaterThan(30);
  });
});
