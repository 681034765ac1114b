import { RunTable } from "./run-table.ts";

/** What a name gains when the words stand in it one after another, and when it begins with them. */
const IN_ORDER = 3;
const AT_THE_BEGINNING = 3;

/** Names that are looked at for one answer: about a millisecond. */
const MOST_LOOKED_AT = 20_000;
/** Of those, so many at least for each word that may be meant. */
const LEAST_EACH = 20;

/** The beginnings of words that are asked for. */
export interface AskedWords {
  /** How many there are. */
  readonly count: number;
  /** For each number of a word, one bit for each asked word that it begins with. */
  readonly masks: Uint8Array;
  /** The words that begin with the asked word which the fewest names have. */
  readonly rarest: readonly number[];
}

/** Things with names and weights, found by words of their names; where very many match, the latest are looked at. */
export class Completions {
  readonly #names = new RunTable();
  #weights = new Float32Array(1 << 10);
  /** Of each word, the last place in the names where it stands, plus one; and from each place to the one before it. */
  #last = new Uint32Array(1 << 10);
  #previous = new Uint32Array(1 << 12);

  get count(): number {
    return this.#names.count;
  }

  /** Gives the number of the thing: they count from 0. */
  add(words: readonly number[], weight: number): number {
    const from = this.#names.end;
    const number = this.#names.add(words);
    for (const [at, word] of words.entries()) this.#link(word, from + at);
    if (number >= this.#weights.length)
      this.#weights = new Float32Array(this.#weights.buffer.transfer(8 * this.#weights.length));
    this.#weights[number] = weight;
    return number;
  }

  weightOf(number: number): number {
    return this.#weights[number] as number;
  }

  /** A weight of 0 hides the thing. */
  weigh(number: number, weight: number): void {
    this.#weights[number] = weight;
  }

  wordsOf(number: number): Uint32Array {
    return this.#names.row(number);
  }

  /** Numbers of the heaviest things whose names have all the words. */
  best({ masks, count, rarest }: AskedWords, limit: number): readonly number[] {
    const names = this.#names;
    const wanted = (1 << count) - 1;
    const each = Math.max(LEAST_EACH, MOST_LOOKED_AT / rarest.length);
    const top = new Heaviest(limit);
    for (const word of rarest) {
      let looks = 0;
      for (
        let place = this.#last[word] ?? 0;
        place !== 0 && looks < each;
        place = this.#previous[place - 1] as number
      ) {
        looks += 1;
        const number = names.rowAt(place - 1);
        const name = names.row(number);
        if (this.#weights[number] === 0 || seenIn(name, masks) !== wanted) continue;
        top.take(number, (this.#weights[number] as number) + orderBonus(name, masks, count));
      }
    }
    return top.numbers;
  }

  #link(word: number, place: number): void {
    if (word >= this.#last.length) this.#last = new Uint32Array(this.#last.buffer.transfer(8 * (word + 1)));
    if (place >= this.#previous.length)
      this.#previous = new Uint32Array(this.#previous.buffer.transfer(8 * (place + 1)));
    this.#previous[place] = this.#last[word] as number;
    this.#last[word] = place + 1;
  }
}

function seenIn(name: Uint32Array, masks: Uint8Array): number {
  let seen = 0;
  for (const word of name) seen |= masks[word] as number;
  return seen;
}

/** The few heaviest of many; equals in the order in which they came. */
class Heaviest {
  readonly #limit: number;
  readonly #found: { readonly number: number; readonly weight: number }[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  get numbers(): readonly number[] {
    return this.#found.map(({ number }) => number);
  }

  take(number: number, weight: number): void {
    const found = this.#found;
    if (found.some((other) => other.number === number)) return;
    if (found.length === this.#limit && weight <= (found.at(-1)?.weight ?? 0)) return;
    let place = found.length;
    while (place > 0 && (found[place - 1]?.weight ?? 0) < weight) place -= 1;
    found.splice(place, 0, { number, weight });
    if (found.length > this.#limit) found.pop();
  }
}

function orderBonus(name: Uint32Array, masks: Uint8Array, count: number): number {
  for (let first = 0; first + count <= name.length; first += 1) {
    let at = 0;
    while (at < count && ((masks[name[first + at] as number] as number) & (1 << at)) !== 0) at += 1;
    if (at === count) return IN_ORDER + (first === 0 ? AT_THE_BEGINNING : 0);
  }
  return 0;
}
