import { describe, expect, test } from "vitest";
import { endSubscription } from "../../src/daily/subscription.ts";
import { subscriptionToken } from "../../src/daily/subscription-tokens.ts";
import { MAIL_MEMORY_MS, tidyMail } from "../../src/daily/tidy-mail.ts";
import type { Store } from "../../src/store/store.ts";
import { fakeClock } from "../fake-clock.ts";
import { aDay } from "../make.ts";
import { openTestStore } from "../test-store.ts";
import { addReaders, readerAddress } from "./queued-mails.ts";

const START = Date.parse("2026-08-24T06:00:00Z");
const DAY_MS = 86_400_000;
const LIMITS = { perNetworkAnHour: 99, perAddressADay: 99, addressGapMs: 0, subscriptionsPerAddress: 99 };

async function ask(store: Store, number: number, now: number): Promise<string> {
  const address = readerAddress(number);
  return await store.subscriptions.ask(
    { address, given: address, topic: "all", choices: "{}", network: "n" },
    LIMITS,
    now,
  );
}

/** Takes everything that waits as sent. */
async function sendAll(store: Store, now: number): Promise<number> {
  const mails = await store.outbox.claim(9_999, now, 1);
  await store.outbox.apply(mails.map((mail) => ({ mail, to: "sent", reply: "", now })));
  return mails.length;
}

/** A digest of its own for every reader, on a day. */
async function mailEverybody(store: Store, day: number, now: number): Promise<void> {
  const due = await store.subscriptions.due(now, 999);
  const outcomes = due.map((subscription) => ({
    subscription,
    digest: {
      key: `${day} ${subscription.id}`,
      content: "{}",
      papers: [{ key: (day * 1_000 + subscription.id) as never, mark: "v1", isBrief: false }],
    },
    nextDueAt: now + DAY_MS,
    coveredTo: aDay("2026-08-21"),
  }));
  await store.outbox.settleDue(outcomes, now);
  await sendAll(store, now);
}

const total = async (store: Store): Promise<number> =>
  Object.values(await store.outbox.counts()).reduce((sum, count) => sum + count, 0);

describe("tidying mails", () => {
  test("keeps the store from growing: after the memory's length as much goes as comes", async () => {
    await using store = await openTestStore();
    const clock = fakeClock(START);
    await addReaders(store, 5, START);
    const sizes: number[] = [];
    for (let day = 0; day < 3 * 400; day += 10) {
      clock.set(START + day * DAY_MS);
      await mailEverybody(store, day, clock.now());
      await tidyMail({ store, clock });
      sizes.push(await total(store));
    }
    const most = Math.max(...sizes);
    expect(most).toBeLessThanOrEqual(5 * 42);
    expect(Math.max(...sizes.slice(45))).toBeLessThanOrEqual(most);
    const digests = await Promise.all(Array.from({ length: 600 }, async (_, id) => await store.outbox.digest(id + 1)));
    expect(digests.filter((digest) => digest !== undefined).length).toBeLessThanOrEqual(5 * 42);
  });

  test("forgets wishes that nobody confirmed, with their addresses, and nobody who reads", async () => {
    await using store = await openTestStore();
    await addReaders(store, 2, START);
    for (const number of [10, 11, 12]) await ask(store, number, START);
    await sendAll(store, START);
    const clock = fakeClock(START + 31 * DAY_MS);
    // The newest of each stays, so that its number is not given away again.
    expect(await tidyMail({ store, clock })).toMatchObject({ subscriptions: 2, addresses: 2 });
    expect(await store.subscriptions.counts()).toMatchObject({ confirmed: 2, pending: 1 });
    expect(await ask(store, 13, clock.now())).toBe("asked");
    expect((await store.subscriptions.find(6))?.address.given).toBe(readerAddress(13));
  });

  test("never forgets whom it must not write to", async () => {
    await using store = await openTestStore();
    await addReaders(store, 3, START);
    await store.subscriptions.suppress(1, "its owner asked for no mail at all", START);
    const clock = fakeClock(START + 10 * MAIL_MEMORY_MS);
    expect(await tidyMail({ store, clock })).toMatchObject({ subscriptions: 1, addresses: 0 });
    expect(await ask(store, 0, clock.now())).toBe("suppressed");
  });

  test("leaves what waits, what is under way and what may yet be sent again", async () => {
    await using store = await openTestStore();
    const readers = await addReaders(store, 4, START);
    const digest = { key: "k", content: "{}", papers: [] };
    const moment = { digest, nextDueAt: START + DAY_MS, coveredTo: aDay("2026-08-21") };
    await store.outbox.settleDue(
      readers.map((subscription) => ({ subscription, ...moment })),
      START,
    );
    const [first, second, third] = await store.outbox.claim(9, START, DAY_MS);
    if (!first || !second || !third) throw new Error("nothing was claimed");
    await store.outbox.apply([
      { mail: first, to: "unknown", reply: "", now: START },
      { mail: second, to: "deferred", reply: "", dueAt: START + DAY_MS },
      { mail: third, to: "sending", leaseUntil: START + 999 * DAY_MS },
    ]);
    await tidyMail({ store, clock: fakeClock(START + 100 * DAY_MS) });
    expect(await store.outbox.counts()).toMatchObject({ unknown: 1, deferred: 1, sending: 1, queued: 1 });
    expect(await store.outbox.digest(1)).toBeDefined();
    expect(await store.outbox.resendUnknown(undefined, START)).toBe(1);
  });

  test("leaves links that end a subscription working, for ever", async () => {
    await using store = await openTestStore();
    await addReaders(store, 3, START);
    const token = subscriptionToken(await store.subscriptions.secret(), 1);
    await store.subscriptions.end(1, START);
    const clock = fakeClock(START + 2 * MAIL_MEMORY_MS);
    expect(await tidyMail({ store, clock })).toMatchObject({ subscriptions: 1 });
    expect(await store.subscriptions.find(1)).toBeUndefined();
    expect(await endSubscription({ store, clock }, token)).toBe(true);
    expect(
      await endSubscription(
        { store, clock },
        token.replace(/.$/, (end) => (end === "A" ? "B" : "A")),
      ),
    ).toBe(false);
  });
});
