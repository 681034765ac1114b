import { describe, expect, test } from "vitest";
import { TrendingBoard } from "../../src/daily/trending-board.ts";
import { EditionShelf } from "../../src/daily/edition-shelf.ts";
import { makeDueDigests } from "../../src/daily/digest.ts";
import { topicOf, USUAL_CHOICES, writeChoices, type Choices } from "../../src/daily/subscription-choices.ts";
import { saveSightings } from "../../src/ingest/save-sightings.ts";
import type { ClaimedMail } from "../../src/store/outbox-store.ts";
import type { Store } from "../../src/store/store.ts";
import type { Sighting } from "../../src/domain/sighting.ts";
import { fakeClock } from "../fake-clock.ts";
import { aSighting, anAbstract } from "../make.ts";
import { openTestStore } from "../test-store.ts";

/** Friday, 21 August 2026, six in the morning. */
const FRIDAY = Date.parse("2026-08-21T06:00:00Z");
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LIMITS = { perNetworkAnHour: 99, perAddressADay: 99, addressGapMs: 0, subscriptionsPerAddress: 99 };

const paper = (number: number, day: string, wish: Partial<Parameters<typeof aSighting>[0]> = {}): Sighting =>
  aSighting({
    source: "hugging-face",
    ids: [`arXiv:2608.0${1000 + number}`],
    title: `Paper ${number} on its own matter`,
    abstract: anAbstract(number),
    days: [day],
    kind: "featured",
    categories: [number % 2 === 0 ? "cs.CL" : "cs.CV"],
    counts: { votes: number },
    ...wish,
  });

async function setUp(choices: Partial<Choices> = {}) {
  const store = await openTestStore();
  const clock = fakeClock(FRIDAY);
  const deps = {
    store,
    clock,
    shelf: new EditionShelf(store),
    board: new TrendingBoard({ store, clock }),
    find: async (question: string) => {
      const changes = await store.papers.changesSince(0, 1_000);
      return new Set(
        changes.filter((change) => change.paper?.title.includes(question)).map(({ key }) => key as number),
      );
    },
  };
  await subscribeTo(store, { ...USUAL_CHOICES, frequency: "daily", count: 2, ...choices }, 1);
  return {
    store,
    clock,
    save: async (...sightings: readonly Sighting[]) =>
      void (await store.ingest(async (transaction) => await saveSightings(transaction, sightings, clock.now()))),
    make: async () => await makeDueDigests(deps),
    [Symbol.asyncDispose]: async () => await store[Symbol.asyncDispose](),
  };
}

async function subscribeTo(store: Store, choices: Choices, id: number): Promise<void> {
  const request = { address: "ada@example.org", given: "ada@example.org", network: "n" };
  const topic = topicOf(choices);
  await store.subscriptions.ask({ ...request, topic, choices: writeChoices(choices) }, LIMITS, FRIDAY);
  await store.subscriptions.confirm(id, 1, { now: FRIDAY, notBefore: 0, nextDueAt: FRIDAY + HOUR_MS });
}

/** What waits in the outbox: titles, each brief one in brackets. Everything is then taken as sent. */
async function readOutbox(store: Store, now: number): Promise<readonly (readonly string[])[]> {
  const mails = (await store.outbox.claim(100, now, HOUR_MS)).filter(({ kind }) => kind === "digest");
  const read = await Promise.all(mails.map(async (mail) => await titlesOf(store, mail)));
  await store.outbox.apply(mails.map((mail) => ({ mail, to: "sent", reply: "", now })));
  return read;
}

async function titlesOf(store: Store, mail: ClaimedMail): Promise<readonly string[]> {
  const digest = await store.outbox.digest(mail.item);
  const papers = digest?.papers ?? [];
  const stored = await store.papers.load(papers.map(({ key }) => key));
  return stored.map(({ paper: { title } }, index) => {
    const short = title.replace(/^Paper (\d+).*/, "$1");
    return papers[index]?.isBrief === true ? `(${short})` : short;
  });
}

describe("a digest", () => {
  test("holds the best papers in full and the next as titles, once its moment has come", async () => {
    await using site = await setUp();
    await site.save(...[1, 2, 3, 4].map((number) => paper(number, "2026-08-21")));
    expect(await site.make()).toBe(0);
    site.clock.set(FRIDAY + HOUR_MS);
    expect(await site.make()).toBe(1);
    expect(await site.make()).toBe(0);
    expect(await readOutbox(site.store, site.clock.now())).toEqual([["4", "3", "(2)", "(1)"]]);
  });

  test("never brings a paper twice, nor what was passed over for better ones on its day", async () => {
    await using site = await setUp();
    await site.save(...Array.from({ length: 30 }, (_, number) => paper(number + 1, "2026-08-21")));
    site.clock.set(FRIDAY + HOUR_MS);
    await site.make();
    await readOutbox(site.store, site.clock.now());
    site.clock.set(FRIDAY + DAY_MS + HOUR_MS);
    expect(await site.make()).toBe(0);
  });

  test("brings what came later on a day that was covered", async () => {
    await using site = await setUp();
    await site.save(paper(1, "2026-08-21"));
    site.clock.set(FRIDAY + HOUR_MS);
    await site.make();
    await readOutbox(site.store, site.clock.now());
    site.clock.set(FRIDAY + 5 * HOUR_MS);
    await site.save(paper(2, "2026-08-21"));
    site.clock.set(FRIDAY + DAY_MS + HOUR_MS);
    await site.make();
    expect(await readOutbox(site.store, site.clock.now())).toEqual([["2"]]);
  });

  test("brings a paper again when it was withdrawn", async () => {
    await using site = await setUp();
    await site.save(paper(1, "2026-08-21"));
    site.clock.set(FRIDAY + HOUR_MS);
    await site.make();
    await readOutbox(site.store, site.clock.now());
    site.clock.set(FRIDAY + DAY_MS);
    await site.save(paper(1, "2026-08-21", { withdrawal: { reason: "an error in Lemma 2" } }));
    site.clock.set(FRIDAY + DAY_MS + HOUR_MS);
    await site.make();
    expect(await readOutbox(site.store, site.clock.now())).toEqual([["1"]]);
    site.clock.set(FRIDAY + 2 * DAY_MS + HOUR_MS);
    expect(await site.make()).toBe(0);
  });

  test("makes up once for the moments that a server slept through", async () => {
    await using site = await setUp();
    await site.save(paper(1, "2026-08-21"), paper(2, "2026-08-22"), paper(3, "2026-08-23"));
    site.clock.set(Date.parse("2026-08-23T20:00:00Z"));
    expect(await site.make()).toBe(1);
    expect(await site.store.subscriptions.due(Date.parse("2026-08-24T06:59:00Z"), 9)).toEqual([]);
    expect(await site.store.subscriptions.due(Date.parse("2026-08-24T07:00:00Z"), 9)).toHaveLength(1);
  });

  test("keeps to fields, and to what a search finds", async () => {
    await using site = await setUp({ categories: ["cs.CL"] });
    await subscribeTo(site.store, { ...USUAL_CHOICES, frequency: "daily", q: "Paper 3" }, 2);
    await site.save(...[1, 2, 3, 4].map((number) => paper(number, "2026-08-21")));
    site.clock.set(FRIDAY + HOUR_MS);
    await site.make();
    const digests = await readOutbox(site.store, site.clock.now());
    expect(digests.map((titles) => titles.join(" ")).sort()).toEqual(["3", "4 2"]);
  });

  test("of two subscriptions of one address does not bring a paper in both", async () => {
    await using site = await setUp();
    await subscribeTo(site.store, { ...USUAL_CHOICES, frequency: "daily", categories: ["cs.CL", "cs.CV"] }, 2);
    await site.save(paper(1, "2026-08-21"), paper(2, "2026-08-21"));
    site.clock.set(FRIDAY + HOUR_MS);
    await site.make();
    expect((await readOutbox(site.store, site.clock.now())).flat().sort()).toEqual(["1", "2"]);
  });

  test.each([
    [false, 0],
    [true, 1],
  ])("of an empty day is sent only to whoever wants to know (%s)", async (wantsEmpty, mails) => {
    await using site = await setUp({ wantsEmpty });
    await site.save(paper(1, "2026-08-21", { kind: "replace" }), paper(2, "2026-08-01"));
    site.clock.set(FRIDAY + HOUR_MS);
    await site.make();
    await readOutbox(site.store, site.clock.now());
    site.clock.set(FRIDAY + DAY_MS + HOUR_MS);
    expect(await site.make()).toBe(mails);
  });

  test("is one for all whose choices and past are equal", async () => {
    await using site = await setUp();
    const request = { given: "bob@example.org", address: "bob@example.org", network: "n" };
    const choices = { ...USUAL_CHOICES, frequency: "daily", count: 2 } as const;
    await site.store.subscriptions.ask(
      { ...request, topic: topicOf(choices), choices: writeChoices(choices) },
      LIMITS,
      FRIDAY,
    );
    await site.store.subscriptions.confirm(2, 1, { now: FRIDAY, notBefore: 0, nextDueAt: FRIDAY + HOUR_MS });
    await site.save(paper(1, "2026-08-21"));
    site.clock.set(FRIDAY + HOUR_MS);
    expect(await site.make()).toBe(2);
    const mails = (await site.store.outbox.claim(9, site.clock.now(), 1)).filter(({ kind }) => kind === "digest");
    expect(new Set(mails.map(({ item }) => item)).size).toBe(1);
  });
});
