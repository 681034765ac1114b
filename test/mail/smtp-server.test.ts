import type { AddressInfo } from "node:net";
import { createTransport } from "nodemailer";
import { SMTPServer } from "smtp-server";
import { describe, expect, test } from "vitest";
import { sendOutbox } from "../../src/daily/outbox.ts";
import { OutboxPacer } from "../../src/daily/outbox-pacer.ts";
import { parseSmtpUrl, SmtpLine } from "../../src/lib/smtp.ts";
import { systemClock } from "../../src/lib/clock.ts";
import { fakeClock } from "../fake-clock.ts";
import { openTestStore } from "../test-store.ts";
import { queueDigests, senderDeps } from "./queued-mails.ts";
import { startScriptedSmtp } from "./scripted-smtp.ts";

const START = Date.parse("2026-08-24T06:00:00Z");
const signal = new AbortController().signal;

/** npm's smtp-server, which knows nothing of our tests. */
async function startServer(options: ConstructorParameters<typeof SMTPServer>[0] = {}) {
  const taken: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    ...options,
    onData(stream, session, done) {
      stream.resume();
      stream.on("end", () => {
        taken.push(...session.envelope.rcptTo.map(({ address }) => address));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  return {
    taken,
    port: (server.server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => await new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

describe("an ordinary mail server", () => {
  test("gets each of 200 mails once, over eight lines", async () => {
    await using server = await startServer();
    await using store = await openTestStore();
    await queueDigests(store, 200, START);
    const deps = senderDeps(store, fakeClock(START), {
      port: server.port,
      lines: 8,
      waits: { envelopeMs: 20_000, dotMs: 20_000 },
    });
    expect(await sendOutbox(deps, { signal })).toMatchObject({ sent: 200, deferred: 0, failed: 0, unknown: 0 });
    expect(new Set(server.taken).size).toBe(200);
    expect(server.taken).toHaveLength(200);
  });

  test("is told a password, and a wrong one loses nothing", async () => {
    await using server = await startServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ password }, _session, done) =>
        password === "right" ? done(null, { user: "papers" }) : done(new Error("wrong password")),
    });
    const lineWith = (password: string): SmtpLine => {
      const address = parseSmtpUrl(`smtp://papers:${password}@127.0.0.1:${server.port}`);
      if (!address) throw new Error("the address cannot be read");
      return new SmtpLine(address, { envelopeMs: 10_000, dotMs: 10_000 });
    };
    const envelope = { from: "papers@example.org", to: "ada@example.org" };
    const send = async (line: SmtpLine) =>
      await line.send(envelope, Buffer.from("Subject: x\r\n\r\nx"), async () => true);
    await using right = lineWith("right");
    await using wrong = lineWith("wrong");
    expect(await send(wrong)).toMatchObject({ kind: "refused", by: "server", code: 535 });
    expect(await send(right)).toMatchObject({ kind: "sent" });
    expect(server.taken).toHaveLength(1);
  });
});

describe("the window that nobody can look into", () => {
  test("a sender that simply tries again after an error sends twice", async () => {
    await using server = await startScriptedSmtp();
    server.setFault({ at: "dot", deed: { do: "reset" }, isTaken: true, times: 1 });
    const transport = createTransport({ host: "127.0.0.1", port: server.port, secure: false });
    const mail = { from: "papers@example.org", to: "ada@example.org", text: "x" };
    await transport.sendMail(mail).catch(async () => await transport.sendMail(mail));
    expect(server.taken).toHaveLength(2);
  });
});

describe("the pace", () => {
  test("is exceeded in no second and no minute", async () => {
    const clock = fakeClock(START);
    const pacer = new OutboxPacer(clock, 300);
    const moments: number[] = [];
    for (let mail = 0; mail < 700; mail += 1) {
      await pacer.turn(signal);
      moments.push(clock.now());
    }
    const most = (windowMs: number): number =>
      Math.max(...moments.map((from) => moments.filter((at) => at >= from && at < from + windowMs).length));
    expect(most(1_000)).toBeLessThanOrEqual(5);
    expect(most(60_000)).toBeLessThanOrEqual(300);
  });

  test("slows down with the next mail when the server asks for it, and recovers", async () => {
    const clock = fakeClock(START);
    const pacer = new OutboxPacer(clock, 6_000);
    const gap = async (): Promise<number> => {
      const before = clock.now();
      await pacer.turn(signal);
      return clock.now() - before;
    };
    await gap();
    expect(await gap()).toBe(10);
    pacer.slowDown();
    expect(await gap()).toBeGreaterThanOrEqual(500);
    pacer.slowDown();
    expect(await gap()).toBeGreaterThanOrEqual(1_000);
    for (let mail = 0; mail < 20; mail += 1) pacer.recover();
    await gap();
    expect(await gap()).toBe(10);
  });

  test("of a real clock lets mails go side by side", async () => {
    const pacer = new OutboxPacer(systemClock, 60_000);
    const startedAt = systemClock.now();
    await Promise.all(Array.from({ length: 50 }, async () => await pacer.turn(signal)));
    expect(systemClock.now() - startedAt).toBeGreaterThanOrEqual(45);
  });
});
