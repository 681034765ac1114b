/** The keys with the best scores among all that are offered, best first; of equals, those that came first. */
export class BestKeys {
  readonly keys: number[] = [];
  readonly #scores: number[] = [];
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  /** The score of the last; below all others until there are enough. */
  get least(): number {
    return this.keys.length < this.#count ? -Infinity : (this.#scores[this.#count - 1] ?? 0);
  }

  offer(key: number, score: number): void {
    if (score <= this.least) return;
    let place = this.keys.length;
    while (place > 0 && (this.#scores[place - 1] ?? 0) < score) place -= 1;
    this.keys.splice(place, 0, key);
    this.#scores.splice(place, 0, score);
    this.keys.length = this.#scores.length = Math.min(this.#count, this.keys.length);
  }
}
