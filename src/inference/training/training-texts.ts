import { baseTokens } from "../../lib/analysis.ts";
import { NumberList } from "./number-list.ts";

/** What a model learns from. */
export interface TrainingPaper {
  readonly title: string;
  readonly abstract: string;
}

const SENTENCE_END = /(?<=[.!?])\s+(?=[A-Z])/;
/** Shorter sentences say too little to be told apart. */
const LEAST_SENTENCE_WORDS = 4;
const LEAST_ABSTRACT_WORDS = 20;
/** Longer ones, whole books perhaps, would need memory for every place in a batch. */
const MOST_TITLE_WORDS = 200;
const MOST_ABSTRACT_WORDS = 3_000;

/** Papers as numbers: each paper some segments, its title and then its sentences, each segment some words. */
export class TrainingTexts {
  readonly words: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #texts = new NumberList();
  readonly #lastPaper = new NumberList();
  readonly #tokens = new NumberList();
  readonly #segmentStarts = new NumberList();
  readonly #paperStarts = new NumberList();

  constructor() {
    this.#segmentStarts.push(0);
    this.#paperStarts.push(0);
  }

  get papers(): number {
    return this.#paperStarts.length - 1;
  }

  /** In how many papers each word stands. */
  get frequencies(): Uint32Array {
    return this.#texts.view();
  }

  get tokens(): Uint32Array {
    return this.#tokens.view();
  }

  get segmentStarts(): Uint32Array {
    return this.#segmentStarts.view();
  }

  get paperStarts(): Uint32Array {
    return this.#paperStarts.view();
  }

  /** False when the paper says too little to learn from. */
  add({ title, abstract }: TrainingPaper): boolean {
    const heading = baseTokens(title);
    const all = baseTokens(abstract);
    if (heading.length === 0 || heading.length > MOST_TITLE_WORDS) return false;
    if (all.length < LEAST_ABSTRACT_WORDS || all.length > MOST_ABSTRACT_WORDS) return false;
    const sentences = abstract.split(SENTENCE_END).map(baseTokens);
    const long = sentences.filter((sentence) => sentence.length >= LEAST_SENTENCE_WORDS);
    this.#addSegment(heading);
    for (const sentence of long.length > 0 ? long : [all]) this.#addSegment(sentence);
    this.#paperStarts.push(this.#segmentStarts.length - 1);
    return true;
  }

  #addSegment(words: readonly string[]): void {
    const paper = this.papers + 1;
    const [texts, lastPaper] = [this.#texts, this.#lastPaper];
    for (const word of words) {
      const number = this.#numberOf(word);
      this.#tokens.push(number);
      if (lastPaper.at(number) === paper) continue;
      lastPaper.set(number, paper);
      texts.set(number, texts.at(number) + 1);
    }
    this.#segmentStarts.push(this.#tokens.length);
  }

  #numberOf(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.words.length;
    const copy = ownCopy(word);
    this.words.push(copy);
    this.#numbers.set(copy, number);
    this.#texts.push(0);
    this.#lastPaper.push(0);
    return number;
  }
}

/** A slice of a text keeps the whole text in memory. */
const ownCopy = (word: string): string => Buffer.from(word, "latin1").toString("latin1");
