import type { EditionEntry, Store } from "../store/store.ts";
import type { Period } from "./period.ts";

/** A period's papers, read once and of use until the store changes. */
export interface ShelvedPeriod {
  readonly entries: readonly EditionEntry[];
  /** Categories of the period's papers, most papers first. */
  readonly categories: readonly CategoryCount[];
}

export interface CategoryCount {
  readonly category: string;
  readonly count: number;
}

/** Entries kept over all periods: some 40 MB, and a dozen full months. */
const MOST_ENTRIES = 200_000;

/**
 * Keeps what was read of the periods that readers look at, so that a page of 50 papers need not read a month of 20,000.
 * The store's change number tells whether it still holds, whichever process made the change.
 */
export class EditionShelf {
  readonly #store: Store;
  readonly #kept = new Map<string, ShelvedPeriod>();
  #change = -1;
  #size = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  async take({ first, last }: Period): Promise<ShelvedPeriod> {
    const change = await this.#store.papers.lastChange();
    if (change !== this.#change) this.#clear(change);
    const name = `${first} ${last}`;
    const kept = this.#kept.get(name);
    if (kept) return kept;
    const entries = await this.#store.editions.entries(first, last);
    const read = { entries, categories: countCategories(entries) };
    if (change === this.#change) this.#keep(name, read);
    return read;
  }

  #keep(name: string, period: ShelvedPeriod): void {
    if (this.#size + period.entries.length > MOST_ENTRIES) this.#clear(this.#change);
    this.#kept.set(name, period);
    this.#size += period.entries.length;
  }

  #clear(change: number): void {
    this.#kept.clear();
    this.#size = 0;
    this.#change = change;
  }
}

function countCategories(entries: readonly EditionEntry[]): readonly CategoryCount[] {
  const counts = new Map<string, number>();
  for (const { categories } of entries) {
    for (const category of categories) counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  const byCount = [...counts].map(([category, count]) => ({ category, count }));
  return byCount.sort((a, b) => b.count - a.count || (a.category < b.category ? -1 : 1));
}
