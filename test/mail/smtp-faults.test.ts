import { describe, expect, test } from "vitest";
import { sendOutbox } from "../../src/daily/outbox.ts";
import { fakeClock } from "../fake-clock.ts";
import { openTestStore } from "../test-store.ts";
import { FAULT_CELLS, type FaultCell } from "./fault-matrix.ts";
import { queueDigests, readerAddress, senderDeps } from "./queued-mails.ts";
import { startScriptedSmtp } from "./scripted-smtp.ts";

const START = Date.parse("2026-08-24T06:00:00Z");
const DAY_MS = 86_400_000;
const signal = new AbortController().signal;

test("the matrix has the sixty cells that were promised", () => {
  expect(FAULT_CELLS.length).toBeGreaterThanOrEqual(60);
  expect(new Set(FAULT_CELLS.map(({ name }) => name)).size).toBe(FAULT_CELLS.length);
});

async function tryCell({ fault, expected, needsTls = false }: FaultCell, mailSize: number): Promise<void> {
  await using server = await startScriptedSmtp();
  await using store = await openTestStore();
  const clock = fakeClock(START);
  await queueDigests(store, 1, START);
  server.setFault(fault);
  const login = needsTls ? { user: "papers", pass: "secret" } : undefined;
  await sendOutbox(senderDeps(store, clock, { port: server.port, mailSize, needsTls, login }), { signal });
  if (needsTls) expect(server.commands.filter((line) => /^(AUTH|MAIL|RCPT|DATA)/i.test(line))).toEqual([]);
  expect(await store.outbox.counts()).toMatchObject({ [expected]: expected === "sent" ? 2 : 1 });
  expect(fault.at === "quit" || server.strikes > 0).toBe(true);

  // The server is well again, and a day goes by.
  server.setFault(undefined);
  clock.set(START + DAY_MS);
  await sendOutbox(senderDeps(store, clock, server), { signal });
  const isLost = expected === "failed" || (expected === "unknown" && fault.isTaken !== true);
  expect(server.taken).toHaveLength(isLost ? 0 : 1);
  expect(await store.outbox.counts()).toMatchObject({ unknown: expected === "unknown" ? 1 : 0 });
}

const IN_THE_TEXT = FAULT_CELLS.filter(({ fault }) => fault.at === "body");
const ELSEWHERE = FAULT_CELLS.filter((cell) => !IN_THE_TEXT.includes(cell));

describe.concurrent("a mail server that fails", () => {
  test.each(ELSEWHERE)("$name: $expected", async (cell) => await tryCell(cell, 0));
});

describe("a mail server that fails in the middle of a text", () => {
  // Larger than all buffers on the way: a small one is through before anything can break.
  test.each(IN_THE_TEXT)("$name: $expected", async (cell) => await tryCell(cell, 8_000_000));
});

describe("what is knowable", () => {
  test("a mail that is refused for ever is tried six times over nine hours, then failed", async () => {
    await using server = await startScriptedSmtp();
    await using store = await openTestStore();
    const clock = fakeClock(START);
    await queueDigests(store, 1, START);
    server.setFault({ at: "rcpt", deed: { do: "reply", text: "450 4.2.0 later\r\n" } });
    const waits: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      const before = clock.now();
      await sendOutbox(senderDeps(store, clock, server), { signal });
      const dueAt = await store.outbox.nextDueAt();
      if (dueAt === undefined) break;
      waits.push((dueAt - before) / 60_000);
      clock.set(dueAt);
    }
    expect(waits.map(Math.round)).toEqual([1, 5, 30, 120, 360]);
    expect(server.strikes).toBe(6);
    expect(await store.outbox.counts()).toMatchObject({ failed: 1, deferred: 0 });
  });

  test("a refused reader does not touch the others, nor their connection", async () => {
    await using server = await startScriptedSmtp();
    await using store = await openTestStore();
    await queueDigests(store, 20, START);
    const bad = readerAddress(7);
    server.setFault({ at: "rcpt", deed: { do: "reply", text: "550 5.1.1 unknown\r\n" }, recipient: bad });
    await sendOutbox(senderDeps(store, fakeClock(START), server), { signal });
    expect(server.taken).toHaveLength(19);
    expect(server.taken.map(({ to }) => to)).not.toContain(bad);
    expect(server.commands.filter((line) => line.startsWith("EHLO"))).toHaveLength(1);
    expect(await store.outbox.counts()).toMatchObject({ sent: 39, failed: 1 });
  });

  test("a server that ended an idle connection is called again, and nothing is deferred", async () => {
    await using server = await startScriptedSmtp();
    await using store = await openTestStore();
    await queueDigests(store, 2, START);
    server.setFault({ at: "mail", deed: { do: "end" }, recipient: readerAddress(0), times: 1 });
    await sendOutbox(senderDeps(store, fakeClock(START), server), { signal });
    expect(server.taken).toHaveLength(2);
    expect(await store.outbox.counts()).toMatchObject({ deferred: 0, queued: 0 });
  });

  test("a server that is gone costs one try of one mail; the others wait untried", async () => {
    await using store = await openTestStore();
    await queueDigests(store, 50, START);
    const { port } = await closedPort();
    const report = await sendOutbox(senderDeps(store, fakeClock(START), { port }), { signal });
    expect(report.trouble).toMatch(/ECONNREFUSED/);
    expect(await store.outbox.counts()).toMatchObject({ deferred: 1, queued: 49 });
  });
});

async function closedPort(): Promise<{ port: number }> {
  const server = await startScriptedSmtp();
  await server[Symbol.asyncDispose]();
  return { port: server.port };
}

describe("whoever unsubscribes", () => {
  test("between the claim and the end of the text gets nothing", async () => {
    await using server = await startScriptedSmtp();
    await using store = await openTestStore();
    const clock = fakeClock(START);
    await queueDigests(store, 1, START);
    const deps = senderDeps(store, clock, server);
    const report = await sendOutbox(
      {
        ...deps,
        async compose(mail) {
          await store.subscriptions.end(mail.subscription.id, START);
          return await deps.compose(mail);
        },
      },
      { signal },
    );
    expect(server.taken).toEqual([]);
    expect(report).toMatchObject({ sent: 0, failed: 0 });
    expect(await store.outbox.counts()).toMatchObject({ suppressed: 1, sending: 0 });
  });
});
