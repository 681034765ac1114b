import type { Clock } from "../../src/lib/clock.ts";
import { buildMessage } from "../../src/lib/mail-message.ts";
import { silentLog } from "../../src/lib/log.ts";
import { SmtpLine, type SmtpServer, type SmtpWaits } from "../../src/lib/smtp.ts";
import type { OutboxDeps, ReadyMail } from "../../src/daily/outbox.ts";
import { OutboxPacer } from "../../src/daily/outbox-pacer.ts";
import { messageToken } from "../../src/daily/subscription-tokens.ts";
import type { ClaimedMail } from "../../src/store/outbox-store.ts";
import type { Store } from "../../src/store/store.ts";
import type { Subscription } from "../../src/store/subscription-store.ts";
import { aDay } from "../make.ts";

const NO_LIMITS = {
  perNetworkAnHour: Infinity,
  perAddressADay: Infinity,
  addressGapMs: 0,
  subscriptionsPerAddress: Infinity,
};

export const readerAddress = (number: number): string => `reader${number}@example.org`;

/** Confirmed subscriptions, each due at `now`; their confirmation mails are out of the way. */
export async function addReaders(store: Store, count: number, now: number): Promise<readonly Subscription[]> {
  for (let number = 0; number < count; number += 1) {
    const address = readerAddress(number);
    const request = { address, given: address, topic: "all", choices: "{}", network: "test" };
    await store.subscriptions.ask(request, NO_LIMITS, now);
  }
  for (const mail of await store.outbox.claim(count, now, 1))
    await store.outbox.apply([{ mail, to: "sent", reply: "", now }]);
  for (let id = 1; id <= count; id += 1)
    await store.subscriptions.confirm(id, 1, { now, notBefore: 0, nextDueAt: now });
  return await store.subscriptions.due(now, count);
}

/** One digest in the outbox for each of so many readers. */
export async function queueDigests(store: Store, count: number, now: number): Promise<void> {
  const readers = await addReaders(store, count, now);
  const digest = { key: "digest", content: "{}", papers: [] };
  const due = readers.map((subscription) => ({
    subscription,
    digest,
    nextDueAt: now + 86_400_000,
    coveredTo: aDay("2026-08-21"),
  }));
  await store.outbox.settleDue(due, now);
}

/** A mail whose Message-ID names its row; small, unless more bytes are asked for. */
export async function composePlainly({ kind, item, subscription }: ClaimedMail, more = 0): Promise<ReadyMail> {
  const to = subscription.address.given;
  const token = messageToken("secret", { kind, item, subscriptionId: subscription.id });
  const message = await buildMessage({
    from: { name: "Broadsheet", address: "papers@example.org" },
    to,
    subject: "Papers of today",
    messageId: `<${token}@example.org>`,
    date: new Date(0),
    text: "Some papers.\n".repeat(40),
    html: "<p>Some papers.</p>",
    headers: {},
  });
  const whole = more === 0 ? message : Buffer.concat([message, Buffer.alloc(more, "More papers.\r\n")]);
  return { envelope: { from: "papers@example.org", to }, message: whole };
}

const QUICK: SmtpWaits = { envelopeMs: 600, dotMs: 600 };

export interface SenderWish {
  readonly port: number;
  readonly lines?: number;
  readonly waits?: SmtpWaits;
  readonly perMinute?: number;
  readonly mailSize?: number;
  /** STARTTLS or nothing. */
  readonly needsTls?: boolean;
  readonly login?: SmtpServer["login"] | undefined;
  /** TLS from the first byte. */
  readonly isSecure?: boolean;
}

export function senderDeps(
  store: Store,
  clock: Clock,
  { port, lines = 1, waits = QUICK, perMinute = 1e9, mailSize, needsTls = false, isSecure = false, login }: SenderWish,
): OutboxDeps {
  const server = { host: "127.0.0.1", port, isSecure, needsTls, login };
  return {
    store,
    clock,
    log: silentLog,
    compose: async (mail) => await composePlainly(mail, mailSize),
    openLine: () => new SmtpLine(server, waits),
    pacer: new OutboxPacer(clock, perMinute),
    lines,
    longestSendMs: waits.envelopeMs + waits.dotMs,
  };
}
