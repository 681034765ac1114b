import { describe, expect, test } from "vitest";
import { bounceOfReply, bounceOfStatus } from "../../src/daily/digest-bounce-points.ts";
import { takeDeliveryReport } from "../../src/daily/digest-bounces.ts";
import { messageToken } from "../../src/daily/subscription-tokens.ts";
import { parseDeliveryReport, splitMailbox } from "../../src/lib/mail-report.ts";
import type { Store } from "../../src/store/store.ts";
import { fakeClock } from "../fake-clock.ts";
import { openTestStore } from "../test-store.ts";
import { queueDigests } from "./queued-mails.ts";

const START = Date.parse("2026-08-24T06:00:00Z");
const DAY_MS = 86_400_000;

interface ReportWish {
  readonly status?: string;
  readonly action?: string;
  readonly diagnosis?: string;
  readonly messageId: string;
}

const aReport = ({
  status = "5.1.1",
  action = "failed",
  diagnosis = "550 5.1.1 no such user",
  messageId,
}: ReportWish) =>
  `From: MAILER-DAEMON@mail.example
To: papers@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"
Message-ID: <own-of-the-report@mail.example>

--b
Content-Type: text/plain

I'm sorry to have to inform you.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; reader0@example.org
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; ${diagnosis}

--b
Content-Type: message/rfc822-headers

From: papers@example.org
Message-ID:
 <${messageId}>

--b--
`;

async function setUp() {
  const store = await openTestStore();
  const clock = fakeClock(START);
  await queueDigests(store, 1, START);
  const mails = await store.outbox.claim(9, START, 1);
  await store.outbox.apply(mails.map((mail) => ({ mail, to: "sent", reply: "", now: START })));
  const messageId = await idOf(store);
  const bounce = async (wish: Omit<ReportWish, "messageId">, id = messageId) => {
    const report = parseDeliveryReport(aReport({ ...wish, messageId: id }));
    return report && (await takeDeliveryReport({ store, clock }, report));
  };
  return { store, clock, messageId, bounce, [Symbol.asyncDispose]: async () => await store[Symbol.asyncDispose]() };
}

async function idOf(store: Store): Promise<string> {
  const secret = await store.subscriptions.secret();
  return `${messageToken(secret, { kind: "digest", item: 1, subscriptionId: 1 })}@example.org`;
}

const isSuppressed = async (store: Store) => (await store.subscriptions.find(1))?.address.suppressedWhy !== undefined;

describe("a report of a mail that came back", () => {
  test.each([
    ["5.1.1", "550 5.1.1 no such user", 2],
    ["5.1.10", "550 5.1.10 null MX", 2],
    ["5.2.1", "550 5.2.1 mailbox disabled", 2],
    ["5.2.2", "552 5.2.2 mailbox full", 1],
    ["4.2.2", "452 4.2.2 mailbox full", 1],
    ["4.4.1", "connection timed out", 1],
    ["5.4.4", "host not found", 1],
    ["5.7.1", "550 5.7.1 message refused as spam", undefined],
    ["5.7.26", "550 5.7.26 unauthenticated", undefined],
    ["5.0.0", "550 5.1.1 no such user", 2],
    ["5.0.0", "550 5.7.1 blocked by policy", undefined],
    ["5.6.0", "554 5.6.0 bad content", undefined],
  ])("%s, %j: %s points", (status, diagnosis, points) => {
    const report = parseDeliveryReport(aReport({ status, diagnosis, messageId: "x@y" }));
    expect(report?.status === undefined ? undefined : bounceOfStatus(report.status)).toBe(points);
  });

  test("is none when the mail was delayed or delivered, nor when it is any other mail", () => {
    expect(parseDeliveryReport(aReport({ action: "delayed", status: "4.4.1", messageId: "x@y" }))).toBeUndefined();
    expect(parseDeliveryReport(aReport({ action: "delivered", status: "2.0.0", messageId: "x@y" }))).toBeUndefined();
    expect(parseDeliveryReport("From: ada@example.org\nSubject: hello\n\nStatus quo\n")).toBeUndefined();
    expect(parseDeliveryReport("")).toBeUndefined();
  });

  test("counts once a day, and stops an address at four points", async () => {
    await using site = await setUp();
    expect(await site.bounce({})).toBe("counted");
    expect(await site.bounce({})).toBe("counted");
    expect(await isSuppressed(site.store)).toBe(false);
    site.clock.set(START + DAY_MS);
    expect(await site.bounce({})).toBe("stopped");
    expect(await isSuppressed(site.store)).toBe(true);
    expect((await site.store.subscriptions.counts()).ended).toBe(1);
  });

  test("is forgiven after a month without another", async () => {
    await using site = await setUp();
    await site.bounce({});
    site.clock.set(START + 31 * DAY_MS);
    expect(await site.bounce({})).toBe("counted");
    expect(await isSuppressed(site.store)).toBe(false);
  });

  test("changes nothing without a Message-ID that we made", async () => {
    await using site = await setUp();
    const forged = site.messageId.replace(/.{27}@/, `${"A".repeat(27)}@`);
    for (const id of [forged, "digest.1.1.@example.org", "x@y"]) expect(await site.bounce({}, id)).toBe("not-ours");
    const secret = await site.store.subscriptions.secret();
    const neverSent = messageToken(secret, { kind: "digest", item: 99, subscriptionId: 1 });
    expect(await site.bounce({}, `${neverSent}@example.org`)).toBe("not-ours");
  });

  test("of a complaint ends everything for the address", async () => {
    await using site = await setUp();
    const text = `Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\n\n--b\nContent-Type: message/rfc822\n\nMessage-ID: <${site.messageId}>\n\n--b--\n`;
    const report = parseDeliveryReport(text);
    expect(report && (await takeDeliveryReport(site, report))).toBe("complaint");
    expect(await isSuppressed(site.store)).toBe(true);
  });

  test("is found among others in a mailbox file", () => {
    const one = aReport({ messageId: "a@b" });
    const mailbox = `From MAILER-DAEMON Mon Aug 24\n${one}\n>From here on\n\nFrom ada Mon Aug 24\nSubject: x\n\nhello\n`;
    const reports = splitMailbox(mailbox).flatMap((text) => parseDeliveryReport(text) ?? []);
    expect(reports.map(({ messageIds }) => messageIds)).toEqual([["own-of-the-report@mail.example", "a@b"]]);
  });
});

describe("a refusal at the door", () => {
  test.each([
    ["550 5.1.1 unknown", 2],
    ["550 no such user here", 2],
    ["550 rejected: listed on a blocklist", undefined],
    ["554 5.7.1 spam", undefined],
    ["552 5.2.2 over quota", 1],
    ["501 syntax", undefined],
  ])("%j: %s points", (reply, points) => {
    expect(bounceOfReply(reply)).toBe(points);
  });
});
