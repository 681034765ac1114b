export interface Hit {
  readonly key: number;
  readonly score: number;
}

/** Keeps the best hits of any number, at most `capacity` of them. Of equal scores the higher key is better: it came later. */
export class TopHits {
  readonly #capacity: number;
  /** A heap with the worst hit on top. */
  readonly #heap: Hit[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  offer(score: number, key: number): void {
    const worst = this.#heap[0];
    const isFull = this.#heap.length === this.#capacity;
    if (
      this.#capacity === 0 ||
      (isFull && worst && (score < worst.score || (score === worst.score && key < worst.key)))
    )
      return;
    if (isFull) this.#sink({ key, score });
    else this.#rise({ key, score });
  }

  /** The hits, best first. */
  sorted(): Hit[] {
    return this.#heap.toSorted((a, b) => (isWorse(a, b) ? 1 : -1));
  }

  #rise(hit: Hit): void {
    let at = this.#heap.length;
    for (let parent = (at - 1) >> 1; at > 0 && isWorse(hit, this.#heap[parent] as Hit); parent = (at - 1) >> 1) {
      this.#heap[at] = this.#heap[parent] as Hit;
      at = parent;
    }
    this.#heap[at] = hit;
  }

  #sink(hit: Hit): void {
    const heap = this.#heap;
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && isWorse(heap[child + 1] as Hit, heap[child] as Hit)) child += 1;
      if (!isWorse(heap[child] as Hit, hit)) break;
      heap[at] = heap[child] as Hit;
      at = child;
    }
    heap[at] = hit;
  }
}

function isWorse(a: Hit, b: Hit): boolean {
  return a.score < b.score || (a.score === b.score && a.key < b.key);
}
