/** Terms by number, in the order they came. */
export class Vocabulary {
  readonly #numbers = new Map<string, number>();

  get size(): number {
    return this.#numbers.size;
  }

  numberOf(term: string): number | undefined {
    return this.#numbers.get(term);
  }

  add(term: string): number {
    const known = this.#numbers.get(term);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(copyOf(term), number);
    return number;
  }

  terms(): IterableIterator<[term: string, number: number]> {
    return this.#numbers.entries();
  }
}

/** A term cut out of a text keeps the whole text in memory; its copy does not. */
function copyOf(term: string): string {
  return Buffer.from(term).toString();
}
