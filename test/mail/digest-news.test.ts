import { describe, expect, test } from "vitest";
import { EditionShelf } from "../../src/daily/edition-shelf.ts";
import { makeDueDigests } from "../../src/daily/digest.ts";
import { isGraveNews } from "../../src/daily/digest/paper-mark.ts";
import { topicOf, USUAL_CHOICES, writeChoices } from "../../src/daily/subscription-choices.ts";
import { MAIL_MEMORY_MS, tidyMail } from "../../src/daily/tidy-mail.ts";
import { TrendingBoard } from "../../src/daily/trending-board.ts";
import type { Sighting } from "../../src/domain/sighting.ts";
import { saveSightings } from "../../src/ingest/save-sightings.ts";
import { addDays, dayInZone } from "../../src/lib/day.ts";
import { fakeClock } from "../fake-clock.ts";
import { aSighting, anAbstract } from "../make.ts";
import { openTestStore } from "../test-store.ts";

const DAY_MS = 86_400_000;
const START = Date.parse("2026-08-21T07:00:00Z");
const LIMITS = { perNetworkAnHour: 99, perAddressADay: 99, addressGapMs: 0, subscriptionsPerAddress: 99 };

type Wish = Partial<Parameters<typeof aSighting>[0]>;

const paper = (number: number, day: string, wish: Wish = {}): Sighting =>
  aSighting({
    source: "hugging-face",
    ids: [`arXiv:2608.0${1000 + number}`],
    title: `Paper ${number} on its own matter`,
    abstract: anAbstract(number),
    days: [day],
    kind: "featured",
    categories: ["cs.CL"],
    ...wish,
  });

/** One reader of two papers a day, and a day that goes by when asked. */
async function setUp() {
  const store = await openTestStore();
  const clock = fakeClock(START);
  const deps = {
    store,
    clock,
    shelf: new EditionShelf(store),
    board: new TrendingBoard({ store, clock }),
    find: async () => new Set<number>(),
  };
  const choices = { ...USUAL_CHOICES, frequency: "daily", count: 2 } as const;
  const request = { address: "ada@example.org", given: "ada@example.org", network: "n" };
  await store.subscriptions.ask({ ...request, topic: topicOf(choices), choices: writeChoices(choices) }, LIMITS, START);
  await store.subscriptions.confirm(1, 1, { now: START, notBefore: 0, nextDueAt: START });
  const keyOf = async (number: number) => (await store.papers.find(`2608.0${1000 + number}`))?.key ?? 0;
  return {
    store,
    clock,
    keyOf,
    today: () => dayInZone(clock.now(), "UTC"),
    save: async (...sightings: readonly Sighting[]) =>
      void (await store.ingest(async (transaction) => await saveSightings(transaction, sightings, clock.now()))),
    /** Titles of the digest that is due now, those in brief in brackets; undefined when nothing was sent. */
    digest: async () => {
      await makeDueDigests(deps);
      const mails = await store.outbox.claim(9, clock.now(), 1);
      await store.outbox.apply(mails.map((mail) => ({ mail, to: "sent", reply: "", now: clock.now() })));
      const mail = mails.find(({ kind }) => kind === "digest");
      const papers = (mail && (await store.outbox.digest(mail.item)))?.papers;
      if (!papers) return undefined;
      const stored = await store.papers.load(papers.map(({ key }) => key));
      return stored.map(({ paper: { title } }, index) => {
        const number = title.replace(/^Paper (\d+).*/, "$1");
        return papers[index]?.isBrief === true ? `(${number})` : number;
      });
    },
    later: (days: number) => clock.set(clock.now() + days * DAY_MS),
    [Symbol.asyncDispose]: async () => await store[Symbol.asyncDispose](),
  };
}

describe("the order of a digest", () => {
  test("is that of trending: what was counted, and a guess for the rest", async () => {
    await using site = await setUp();
    await site.save(
      paper(1, site.today()),
      paper(2, site.today(), { counts: { votes: 3 } }),
      paper(3, site.today()),
      paper(4, site.today(), { counts: { votes: 1 } }),
    );
    const guesses = [
      [1, 40],
      [3, 2],
    ] as const;
    await site.store.trending.saveGuesses(
      "test",
      await Promise.all(
        guesses.map(async ([number, votes]) => {
          const [stored] = await site.store.papers.load([(await site.keyOf(number)) as never]);
          if (!stored) throw new Error("the paper is gone");
          return { key: stored.key, paperChange: 99, votes, reasons: [] };
        }),
      ),
    );
    expect(await site.digest()).toEqual(["1", "2", "(4)", "(3)"]);
  });

  test("is that of the edition while nothing was counted or guessed", async () => {
    await using site = await setUp();
    await site.save(
      paper(1, site.today(), { published: "2026-08-19" }),
      paper(2, site.today(), { published: "2026-08-20" }),
    );
    expect(await site.digest()).toEqual(["2", "1"]);
  });
});

describe("a paper that was mailed weeks ago", () => {
  test.each([
    ["withdrawn", { withdrawal: { reason: "an error in Lemma 2" } }],
    ["published", { journalReference: "Journal of Examples 3 (2026)" }],
  ] as const)("comes again once when it is %s", async (_word, change) => {
    await using site = await setUp();
    const first = site.today();
    await site.save(paper(1, first));
    expect(await site.digest()).toEqual(["1"]);
    site.later(21);
    await site.save(paper(1, first, change), paper(2, site.today()));
    expect(await site.digest()).toEqual(["2", "1"]);
    site.later(1);
    expect(await site.digest()).toBeUndefined();
  });

  test("does not come again for another version, nor does one that was never mailed", async () => {
    await using site = await setUp();
    const first = site.today();
    await site.save(paper(1, first, { versions: [{ number: 1 }] }));
    await site.digest();
    site.later(21);
    await site.save(
      paper(1, first, { versions: [{ number: 1 }, { number: 2 }] }),
      paper(2, addDays(first, -20)),
      paper(3, site.today()),
    );
    await site.save(paper(2, addDays(first, -20), { withdrawal: {} }));
    expect(await site.digest()).toEqual(["3"]);
  });

  test("takes no better paper's place, and is told before the titles of others", async () => {
    await using site = await setUp();
    const first = site.today();
    await site.save(paper(9, first));
    await site.digest();
    site.later(21);
    const news = [5, 6, 7].map((number) => paper(number, site.today(), { counts: { votes: number } }));
    await site.save(paper(9, first, { withdrawal: {} }), ...news);
    expect(await site.digest()).toEqual(["7", "6", "(9)", "(5)"]);
  });

  test.each([
    ["v2 withdrawn", ["v1"], true],
    ["v2 published withdrawn", ["v2 published"], true],
    ["v3 published", ["v1 published"], false],
    ["v2", ["v1"], false],
    ["v1 withdrawn", ["v1", "v1 withdrawn"], false],
  ])("as %j after %j is grave news: %s", (mark, mailed, isGrave) => {
    expect(isGraveNews(mark, new Set(mailed))).toBe(isGrave);
  });
});

describe("what is forgotten of mails", () => {
  test("lets no paper be sent twice: it is too old to be news by then", async () => {
    await using site = await setUp();
    await site.save(paper(1, site.today()));
    expect(await site.digest()).toEqual(["1"]);
    site.later(1);
    await site.save(paper(2, site.today()));
    expect(await site.digest()).toEqual(["2"]);
    site.clock.set(START + MAIL_MEMORY_MS + 2 * DAY_MS);
    expect(await tidyMail(site)).toMatchObject({ mails: 2, digests: 1 });
    const known = await site.store.outbox.mailed([1], [(await site.keyOf(1)) as never]);
    expect(known.size).toBe(0);
    await site.save(paper(1, site.today()), paper(3, site.today()));
    expect(await site.digest()).toEqual(["3"]);
  });

  test("is nothing that is young, and the same again is nothing", async () => {
    await using site = await setUp();
    await site.save(paper(1, site.today()));
    await site.digest();
    site.later(300);
    await tidyMail(site);
    const known = await site.store.outbox.mailed([1], [(await site.keyOf(1)) as never]);
    expect(known.get(1)?.size).toBe(1);
    expect(await tidyMail(site)).toEqual({ mails: 0, digests: 0, subscriptions: 0, addresses: 0 });
  });
});
