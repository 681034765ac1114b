import type { Clock } from "../lib/clock.ts";
import { addDays, type Day } from "../lib/day.ts";
import type { DueOutcome } from "../store/outbox-store.ts";
import type { EditionEntry, PaperKey, Store, StoredPaper } from "../store/store.ts";
import type { Subscription } from "../store/subscription-store.ts";
import type { EditionShelf } from "./edition-shelf.ts";
import { digestDays, lastCredibleDay, rankCandidates, type DigestDays } from "./digest/candidates.ts";
import { pickPapers, type MailedMarks, type Picks } from "./digest/pick-papers.ts";
import { draftDigest } from "./digest-content.ts";
import { nextDueAt } from "./digest-due.ts";
import type { FindForDigest } from "./digest-search.ts";
import { readChoices, topicOf, type Choices } from "./subscription-choices.ts";

export interface DigestDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly shelf: EditionShelf;
  readonly find: FindForDigest;
}

/** Subscriptions settled in one transaction. */
const BATCH = 500;
const NOTHING_MAILED: MailedMarks = new Map();

/** Makes the digests whose moment has come and queues them; gives how many. A moment that was missed is made up for once. */
export async function makeDueDigests(deps: DigestDeps, signal?: AbortSignal): Promise<number> {
  const now = deps.clock.now();
  const desk = new Desk(deps, await newestDay(deps));
  let queued = 0;
  for (;;) {
    const due = await deps.store.subscriptions.due(now, BATCH);
    if (due.length === 0 || signal?.aborted === true) return queued;
    queued += await deps.store.outbox.settleDue(await outcomesOf(desk, due, now), now);
  }
}

/** What somebody with these choices would be sent now, if it were their first digest. */
export async function previewDigest(deps: DigestDeps, choices: Choices) {
  const newest = await newestDay(deps);
  if (newest === undefined) return undefined;
  const desk = new Desk(deps, newest);
  const days = digestDays(choices.frequency, undefined, newest);
  const candidates = await desk.candidates(choices, days);
  await desk.load(candidates);
  return draft(choices, days, pickPapers({ ...pickFrom(desk, choices), candidates, covered: undefined }));
}

async function newestDay({ store, clock }: DigestDeps): Promise<Day | undefined> {
  return await store.editions.dayBefore(addDays(lastCredibleDay(clock.now()), 1));
}

async function outcomesOf(desk: Desk, due: readonly Subscription[], now: number): Promise<readonly DueOutcome[]> {
  const tasks = [];
  for (const subscription of due) {
    const choices = readChoices(subscription.choices);
    const days = desk.newest && digestDays(choices.frequency, subscription.covered?.to, desk.newest);
    const candidates = days ? await desk.candidates(choices, days) : [];
    await desk.load(candidates);
    tasks.push({ subscription, choices, days, candidates });
  }
  const mailed = await desk.mailed(
    due,
    tasks.flatMap(({ candidates }) => candidates),
  );
  return tasks.map(({ subscription, choices, days, candidates }) => {
    const marks = mailed.get(subscription.address.id) ?? NOTHING_MAILED;
    const { covered } = subscription;
    const picks = pickPapers({ ...pickFrom(desk, choices), candidates, covered, mailed: marks });
    // Two subscriptions of one address that are due together must not both bring a paper.
    mailed.set(subscription.address.id, withPicks(marks, picks));
    const isWorthSending = picks.papers.length > 0 || choices.wantsEmpty;
    return {
      subscription,
      digest: days && isWorthSending ? draft(choices, days, picks) : undefined,
      nextDueAt: nextDueAt(choices, now),
      coveredTo: days?.last,
    };
  });
}

const pickFrom = (desk: Desk, { count }: Choices) => ({
  count,
  mailed: NOTHING_MAILED,
  paperOf: (key: PaperKey) => desk.papers.get(key),
});

function withPicks(marks: MailedMarks, { papers }: Picks): MailedMarks {
  const all = new Map(marks);
  for (const { key, mark } of papers) all.set(key, new Set([...(all.get(key) ?? []), mark]));
  return all;
}

function draft({ frequency, categories, q }: Choices, days: DigestDays, { papers, again, more }: Picks) {
  return draftDigest({ ...days, frequency, categories, q, again, more }, papers);
}

/** What many digests of one run have in common, looked up once. */
class Desk {
  readonly #deps: DigestDeps;
  readonly newest: Day | undefined;
  readonly papers = new Map<PaperKey, StoredPaper>();
  readonly #candidates = new Map<string, readonly EditionEntry[]>();

  constructor(deps: DigestDeps, newest: Day | undefined) {
    this.#deps = deps;
    this.newest = newest;
  }

  async candidates(choices: Choices, days: DigestDays): Promise<readonly EditionEntry[]> {
    const name = `${days.first} ${days.last} ${topicOf(choices)}`;
    const known = this.#candidates.get(name);
    if (known) return known;
    const { entries } = await this.#deps.shelf.take({ kind: "day", name: days.last, ...days });
    const found = choices.q === "" ? undefined : await this.#deps.find(choices.q, days.first);
    const ranked = rankCandidates(entries, choices, found).slice(0, MOST_CANDIDATES);
    if (this.#candidates.size >= MOST_TOPICS) this.#candidates.clear();
    this.#candidates.set(name, ranked);
    return ranked;
  }

  async load(candidates: readonly EditionEntry[]): Promise<void> {
    const missing = candidates.map(({ key }) => key).filter((key) => !this.papers.has(key));
    if (missing.length === 0) return;
    for (const stored of await this.#deps.store.papers.load(missing)) this.papers.set(stored.key, stored);
  }

  async mailed(due: readonly Subscription[], candidates: readonly EditionEntry[]): Promise<Map<number, MailedMarks>> {
    const addresses = [...new Set(due.map(({ address }) => address.id))];
    const keys = [...new Set(candidates.map(({ key }) => key))];
    return new Map(await this.#deps.store.outbox.mailed(addresses, keys));
  }
}

/** Best ones that a digest is chosen from: a month of full digests passes over no more. */
const MOST_CANDIDATES = 1_500;
/** Topics whose candidates are kept at once. */
const MOST_TOPICS = 500;
