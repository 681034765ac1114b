import type { Clock } from "../lib/clock.ts";
import { addDays, type Day } from "../lib/day.ts";
import type { DueOutcome } from "../store/outbox-store.ts";
import type { EditionEntry, PaperKey, Store, StoredPaper } from "../store/store.ts";
import type { Subscription } from "../store/subscription-store.ts";
import type { EditionShelf } from "./edition-shelf.ts";
import {
  chooseCandidates,
  digestDays,
  lastCredibleDay,
  orderForDigest,
  windowOf,
  type DigestDays,
} from "./digest/candidates.ts";
import { pickPapers, type MailedMarks, type Picks } from "./digest/pick-papers.ts";
import { draftDigest } from "./digest-content.ts";
import { nextDueAt } from "./digest-due.ts";
import type { FindForDigest } from "./digest-search.ts";
import { readChoices, topicOf, type Choices, type Frequency } from "./subscription-choices.ts";
import type { TrendingBoard } from "./trending-board.ts";
import { MAIL_MEMORY_MS } from "./tidy-mail.ts";

export interface DigestDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly shelf: EditionShelf;
  readonly board: TrendingBoard;
  readonly find: FindForDigest;
}

/** Subscriptions settled in one transaction. */
const BATCH = 500;
/** How long somebody who had a paper may learn late that it was withdrawn or published; and most papers looked at. */
const CHANGED_WITHIN_MS = 30 * 86_400_000;
const MOST_CHANGED = 20_000;
const NOTHING_MAILED: MailedMarks = new Map();

/** Makes the digests whose moment has come and queues them; gives how many. A moment that was missed is made up for once. */
export async function makeDueDigests(deps: DigestDeps, signal?: AbortSignal): Promise<number> {
  const now = deps.clock.now();
  const desk = new Desk(deps, await newestDay(deps));
  const changed = await deps.store.outbox.mailedAndChanged(now - CHANGED_WITHIN_MS, MOST_CHANGED);
  let queued = 0;
  for (;;) {
    const due = await deps.store.subscriptions.due(now, BATCH);
    if (due.length === 0 || signal?.aborted === true) return queued;
    queued += await deps.store.outbox.settleDue(await outcomesOf(desk, due, changed, now), now);
  }
}

/** What somebody with these choices would be sent now, if it were their first digest. */
export async function previewDigest(deps: DigestDeps, choices: Choices) {
  const newest = await newestDay(deps);
  if (newest === undefined) return undefined;
  const desk = new Desk(deps, newest);
  const days = digestDays(choices.frequency, undefined, newest);
  const candidates = await desk.candidates(choices, days);
  await desk.load(candidates.map(({ key }) => key));
  return draft(choices, days, pickPapers({ ...pickFrom(desk, choices), candidates }));
}

async function newestDay({ store, clock }: DigestDeps): Promise<Day | undefined> {
  return await store.editions.dayBefore(addDays(lastCredibleDay(clock.now()), 1));
}

async function outcomesOf(
  desk: Desk,
  due: readonly Subscription[],
  changed: readonly PaperKey[],
  now: number,
): Promise<readonly DueOutcome[]> {
  const tasks = [];
  for (const subscription of due) {
    const choices = readChoices(subscription.choices);
    const days = desk.newest && digestDays(choices.frequency, subscription.covered?.to, desk.newest);
    const candidates = days ? await desk.candidates(choices, days) : [];
    await desk.load(candidates.map(({ key }) => key));
    tasks.push({ subscription, choices, days, candidates });
  }
  const looked = tasks.flatMap(({ candidates }) => candidates.map(({ key }) => key));
  const mailed = await desk.mailed(due, [...looked, ...changed]);
  await desk.load(changed.filter((key) => [...mailed.values()].some((marks) => marks.has(key))));
  return tasks.map(({ subscription, choices, days, candidates }) => {
    const marks = mailed.get(subscription.address.id) ?? NOTHING_MAILED;
    const { covered } = subscription;
    const rememberedSince = now - MAIL_MEMORY_MS;
    const sources = { candidates, changed, covered, mailed: marks, rememberedSince };
    const picks = pickPapers({ ...pickFrom(desk, choices), ...sources });
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
  changed: [],
  mailed: NOTHING_MAILED,
  covered: undefined,
  rememberedSince: 0,
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
  /** The papers of each span of days, best first: there are as many spans as days that a digest may look back. */
  readonly #ordered = new Map<string, readonly EditionEntry[]>();

  constructor(deps: DigestDeps, newest: Day | undefined) {
    this.#deps = deps;
    this.newest = newest;
  }

  async candidates(choices: Choices, days: DigestDays): Promise<readonly EditionEntry[]> {
    const name = `${windowOf(choices.frequency)} ${days.first} ${days.last} ${topicOf(choices)}`;
    const known = this.#candidates.get(name);
    if (known) return known;
    const found = choices.q === "" ? undefined : await this.#deps.find(choices.q, days.first);
    const entries = await this.#inOrder(days, choices.frequency);
    const ranked = chooseCandidates(entries, choices, found).slice(0, MOST_CANDIDATES);
    if (this.#candidates.size >= MOST_TOPICS) this.#candidates.clear();
    this.#candidates.set(name, ranked);
    return ranked;
  }

  async #inOrder(days: DigestDays, frequency: Frequency): Promise<readonly EditionEntry[]> {
    const window = windowOf(frequency);
    const name = `${window} ${days.first} ${days.last}`;
    const known = this.#ordered.get(name);
    if (known) return known;
    const { entries } = await this.#deps.shelf.take({ kind: "day", name: days.last, ...days });
    const scores = await this.#deps.board.scores(
      window,
      entries.map(({ key }) => key),
    );
    const ordered = orderForDigest(entries, scores);
    this.#ordered.set(name, ordered);
    return ordered;
  }

  async load(keys: readonly PaperKey[]): Promise<void> {
    const missing = keys.filter((key) => !this.papers.has(key));
    if (missing.length === 0) return;
    for (const stored of await this.#deps.store.papers.load(missing)) this.papers.set(stored.key, stored);
  }

  async mailed(due: readonly Subscription[], papers: readonly PaperKey[]): Promise<Map<number, MailedMarks>> {
    const addresses = [...new Set(due.map(({ address }) => address.id))];
    return new Map(await this.#deps.store.outbox.mailed(addresses, [...new Set(papers)]));
  }
}

/** Best ones that a digest is chosen from: a month of full digests passes over no more. */
const MOST_CANDIDATES = 1_500;
/** Topics whose candidates are kept at once. */
const MOST_TOPICS = 500;
