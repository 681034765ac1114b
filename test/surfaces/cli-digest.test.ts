import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { USUAL_CHOICES, writeChoices } from "../../src/daily/subscription-choices.ts";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import { messageToken } from "../../src/daily/subscription-tokens.ts";
import { addReaders, queueDigests } from "../mail/queued-mails.ts";
import { anAbstract } from "../make.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { runIn, type Ran } from "./command-line.ts";

const TODAY = new Date().toISOString().slice(0, 10);
const LISTING = Array.from({ length: 12 }, (_, index) =>
  JSON.stringify({
    id: `2608.${10_000 + index}`,
    title: `A paper about matter ${index}`,
    abstract: anAbstract(index),
    categories: [index % 2 === 0 ? "cs.CL" : "cs.CV"],
    daily_date: TODAY,
    upvotes: index,
  }),
).join("\n");

let folder: Awaited<ReturnType<typeof temporaryFolder>>;

async function freshFolder(): Promise<void> {
  folder = await temporaryFolder();
  await runIn(folder.path, ["import", "-"], { stdin: LISTING });
}

const digest = async (...argv: readonly string[]): Promise<Ran> => await runIn(folder.path, ["digest", ...argv]);
const reportOf = ({ out }: Ran): Record<string, unknown> => JSON.parse(out) as Record<string, unknown>;

async function withStore<T>(act: (store: Store) => Promise<T>): Promise<T> {
  await using store = await openStore(join(folder.path, "broadsheet.db"));
  return await act(store);
}

/** So many readers who are due. */
async function subscribe(count: number): Promise<void> {
  await withStore(async (store) => {
    const now = Date.now() - 60_000;
    for (const { id } of await addReaders(store, count, now)) {
      const choices = writeChoices({ ...USUAL_CHOICES, frequency: "daily", count: 2 });
      await store.subscriptions.change(id, { topic: "all", choices, nextDueAt: now });
    }
  });
}

/** So many readers, whose connection was lost after the final dot of their digest; their numbers follow the confirmations'. */
async function loseDigests(count: number): Promise<void> {
  await withStore(async (store) => {
    const now = Date.now() - 60_000;
    await queueDigests(store, count, now);
    const mails = await store.outbox.claim(count, now, 1);
    await store.outbox.apply(mails.map((mail) => ({ mail, to: "sending", leaseUntil: now + 1 })));
    await store.outbox.apply(mails.map((mail) => ({ mail, to: "unknown", reply: "Connection closed", now: 0 })));
  });
}

describe("broadsheet digest preview", () => {
  beforeAll(freshFolder);
  afterAll(async () => await folder[Symbol.asyncDispose]());

  test("prints the mail that somebody would get now, the best paper first", async () => {
    const { out, exitCode } = await digest("preview", "--count", "2", "--categories", "cs.CL");
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^Subject: .*A paper about matter 10/);
    expect(out.indexOf("matter 10")).toBeLessThan(out.indexOf("matter 8"));
    expect(out).not.toContain("matter 11");
    expect(out).toContain("https://example.org/subscriptions/");
  });

  test("prints the HTML part, and keeps to what a search finds", async () => {
    const { out } = await digest("preview", "--html", "--query", "matter 7");
    expect(out).toMatch(/^<!doctype html>/i);
    expect(out).toContain("A paper about matter 7");
  });

  test.each([
    [["--frequency", "hourly"], 64, /Write daily, weekdays, weekly/],
    [["--count", "0"], 64, /papers/],
  ])("says what is wrong with %j", async (argv, exitCode, complaint) => {
    const ran = await digest("preview", ...argv);
    expect(ran).toMatchObject({ exitCode, out: "" });
    expect(ran.err).toMatch(complaint);
  });

  test("says so while there are no papers", async () => {
    await using empty = await temporaryFolder();
    const ran = await runIn(empty.path, ["digest", "preview"]);
    expect(ran).toMatchObject({ exitCode: 1, out: "" });
    expect(ran.err).toContain("There are no papers yet.");
  });
});

describe("broadsheet digest", () => {
  beforeEach(async () => {
    await freshFolder();
    return async () => await folder[Symbol.asyncDispose]();
  });

  test("send writes each due digest into the outbox folder once", async () => {
    await subscribe(3);
    expect(reportOf(await digest("send", "--json"))).toMatchObject({ queued: 3, sent: 3, failed: 0, trouble: null });
    const outbox = join(folder.path, "outbox");
    const files = readdirSync(outbox).filter((name) => name.endsWith(".eml"));
    expect(files).toHaveLength(3);
    const texts = files.map((name) => readFileSync(join(outbox, name), "utf8"));
    expect(new Set(texts.map((text) => /^To: (\S+)\r$/m.exec(text)?.[1]))).toEqual(
      new Set([0, 1, 2].map((number) => `reader${number}@example.org`)),
    );
    expect(await digest("send")).toMatchObject({ exitCode: 0, out: "0 digests made, 0 mails sent.\n" });
    expect(readdirSync(outbox)).toHaveLength(3);
  });

  test("send tells of a server in trouble, and loses nothing", async () => {
    await subscribe(2);
    const environment = {
      BROADSHEET_SMTP_URL: "smtp://127.0.0.1:9",
      BROADSHEET_MAIL_FROM: "papers@example.org",
    };
    const ran = await runIn(folder.path, ["digest", "send"], { environment });
    expect(ran).toMatchObject({
      exitCode: 75,
      out: expect.stringMatching(/[12] to be tried again, 0 failed/) as string,
    });
    expect(ran.err).toMatch(/The mail server is in trouble: .*ECONNREFUSED/);
    const status = await runIn(folder.path, ["digest", "status"], { environment });
    expect(status.out).toMatch(/^Mails are sent through 127\.0\.0\.1\.\n/);
    expect(status.out).toMatch(/^waiting +2 mails, the first due (since )?\d{4}-\d\d-\d\d \d\d:\d\d UTC$/m);
  });

  test("status tells where mail goes and where every mail stands", async () => {
    const empty = await digest("status");
    expect(empty.out).toContain(`mails are written to ${join(folder.path, "outbox")}.\n`);
    expect(empty.out).toMatch(
      /^subscriptions +0 confirmed, 0 pending, 0 ended\ngiven up .*\nwaiting +nothing\nlast sent +never\n/m,
    );
    await loseDigests(2);
    const { out, exitCode } = await digest("status");
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^subscriptions +2 confirmed, 0 pending, 0 ended$/m);
    expect(out).toMatch(/^sent +2 +taken by the server$/m);
    expect(out).toMatch(/^unknown +2 +taken or lost, nobody knows$/m);
    expect(out).toMatch(/^4 +reader1@example\.org +digest +1970-01-01 00:00 UTC +Connection closed\n3 +reader0@/m);
  });

  test("status answers as JSON, with null for what is not known", async () => {
    await loseDigests(1);
    expect(reportOf(await digest("status", "--json"))).toEqual({
      destination: expect.stringContaining("outbox") as string,
      subscriptions: { pending: 0, confirmed: 1, ended: 0, suppressedAddresses: 0 },
      mails: { queued: 0, deferred: 0, sending: 0, sent: 1, failed: 0, suppressed: 0, unknown: 1 },
      nextDueAt: null,
      lastSentAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
      unknown: [
        {
          id: 2,
          address: "reader0@example.org",
          kind: "digest",
          reply: "Connection closed",
          settledAt: "1970-01-01T00:00:00.000Z",
        },
      ],
    });
  });

  test("status names twenty mails of unknown fate and counts the others", async () => {
    await loseDigests(23);
    const { out } = await digest("status");
    expect(out.match(/reader\d+@example\.org/g)).toHaveLength(20);
    expect(out).toMatch(/^and 3 more$/m);
  });

  test("resend-unknown queues one by its number, or all, and only those", async () => {
    await loseDigests(3);
    expect((await digest("resend-unknown", "5")).out).toBe("1 mail queued again.\n");
    expect(reportOf(await digest("status", "--json"))).toMatchObject({ mails: { queued: 1, unknown: 2 } });
    expect(reportOf(await digest("resend-unknown", "--json"))).toEqual({ queued: 2 });
    expect(reportOf(await digest("resend-unknown", "--json"))).toEqual({ queued: 0 });
    const ran = await digest("resend-unknown", "five");
    expect(ran.exitCode).not.toBe(0);
    expect(ran.err).toContain("Write numbers of mails");
  });

  test("bounces counts a report against its address, from a file or a pipe, and believes no forged one", async () => {
    await subscribe(1);
    await digest("send");
    const secret = await withStore(async (store) => await store.subscriptions.secret());
    const ours = messageToken(secret, { kind: "digest", item: 1, subscriptionId: 1 });
    const forged = messageToken("another secret", { kind: "digest", item: 1, subscriptionId: 1 });
    const mailbox = [forged, ours].map((token) => `From MAILER-DAEMON Mon Aug 24 06:00:00 2026\n${aReport(token)}`);
    const stdin = mailbox.join("\n");
    const { out } = await runIn(folder.path, ["digest", "bounces", "-"], { stdin });
    expect(out).toMatch(/^counted against the address +1\nnot about a mail of ours +1\n$/);
    const { out: nothing } = await runIn(folder.path, ["digest", "bounces", "-"], {
      stdin: "Subject: hello\n\nhello\n",
    });
    expect(nothing).toBe("There were no reports in it.\n");
    const missing = await digest("bounces", join(folder.path, "no-mailbox"));
    expect(missing).toMatchObject({ exitCode: 66, out: "" });
    expect(missing.err).toContain("cannot be read");
  });
});

const aReport = (token: string): string => `From: MAILER-DAEMON@mail.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; reader0@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

--b
Content-Type: message/rfc822-headers

Message-ID: <${token}@example.org>

--b--
`;
