import { titleKey } from "../../domain/title-key.ts";
import type { PaperChange } from "../../store/store.ts";
import type { Suggestions } from "../paper-question.ts";
import { dayNumber } from "./paper-document.ts";
import { Completions, type AskedWords } from "./completions.ts";
import { RunTable } from "./run-table.ts";
import { StringTable } from "./string-table.ts";
import { nearestWord } from "./nearest-word.ts";

/** Words of what is being written that are looked at. */
const MOST_ASKED = 8;
/** In bytes: a letter alone begins too many words to tell anything. */
const SHORTEST_ASKED = 2;
const MOST_AUTHORS = 100;
/** Rows that nothing uses any more, before the rest is copied. */
const MOST_IDLE = 20_000;
const DAYS_A_YEAR = 365;

/** The titles and authors of all papers, in some tens of bytes each: what suggestions and corrections are made from. */
export class NameBook {
  readonly #words = new StringTable();
  /** How many titles and authors' papers have each word. */
  #counts = new Uint32Array(1 << 10);
  readonly #authorNames = new StringTable();
  readonly #authors = new Completions();
  #titles = new Completions();
  /** Of each title, the numbers of its authors; and the key of its paper. */
  #authorsOfTitle = new RunTable();
  #keys: number[] = [];
  readonly #titleOfKey = new Map<number, number>();

  /** Takes changes of papers in. */
  apply(changes: readonly PaperChange[]): void {
    for (const { key, paper } of changes) {
      this.#remove(key);
      if (paper) this.#add(key, paper);
    }
    if (this.#titles.count > 2 * this.#titleOfKey.size + MOST_IDLE) this.#compact();
  }

  /**
   * Papers by words of their titles, new and voted ones first, and authors by parts of their names, those of most papers first:
   * each word of `text` begins a word of the name.
   */
  suggest(text: string, limit: number): Suggestions {
    const asked = this.#asked(text);
    if (!asked) return { titles: [], authors: [] };
    return {
      titles: this.#titles.best(asked, limit).map((title) => this.#keys[title] as number),
      authors: this.#authors
        .best(asked, limit)
        .map((author) => ({ name: this.#authorNames.at(author), papers: this.#authors.weightOf(author) })),
    };
  }

  /** The word of titles and names that a misspelt one was meant to be; undefined when none is near. */
  correct(word: string): string | undefined {
    return nearestWord(this.#words, this.#counts, titleKey(word));
  }

  #asked(text: string): AskedWords | undefined {
    const words = titleKey(text)
      .split(" ")
      .filter((word) => Buffer.byteLength(word) >= SHORTEST_ASKED)
      .slice(0, MOST_ASKED);
    if (words.length === 0) return undefined;
    const masks = new Uint8Array(this.#words.count);
    let rarest: { readonly words: readonly number[]; readonly papers: number } | undefined;
    for (const [at, beginning] of words.entries()) {
      const meant: number[] = [];
      let papers = 0;
      this.#words.eachWithPrefix(beginning, (word) => {
        masks[word] = (masks[word] as number) | (1 << at);
        papers += this.#counts[word] as number;
        meant.push(word);
      });
      if (!rarest || papers < rarest.papers) rarest = { words: meant, papers };
    }
    return { masks, count: words.length, rarest: rarest?.words ?? [] };
  }

  #add(key: number, paper: NonNullable<PaperChange["paper"]>): void {
    const names = paper.authors.split(", ", MOST_AUTHORS).filter((name) => name !== "");
    const title = this.#titles.add(this.#wordsOf(paper.title, 1), weightOf(paper));
    this.#authorsOfTitle.add(names.map((name) => this.#author(name)));
    this.#keys.push(key);
    this.#titleOfKey.set(key, title);
  }

  #remove(key: number): void {
    const title = this.#titleOfKey.get(key);
    if (title === undefined) return;
    for (const word of this.#titles.wordsOf(title)) this.#count(word, -1);
    for (const author of this.#authorsOfTitle.row(title)) this.#countAuthor(author, -1);
    this.#titles.weigh(title, 0);
    this.#titleOfKey.delete(key);
  }

  #author(name: string): number {
    const known = this.#authorNames.count;
    const author = this.#authorNames.intern(name);
    if (author === known) this.#authors.add(this.#wordsOf(name, 0), 0);
    this.#countAuthor(author, 1);
    return author;
  }

  #countAuthor(author: number, change: 1 | -1): void {
    this.#authors.weigh(author, this.#authors.weightOf(author) + change);
    for (const word of this.#authors.wordsOf(author)) this.#count(word, change);
  }

  #wordsOf(text: string, count: 0 | 1): readonly number[] {
    const words = titleKey(text)
      .split(" ")
      .map((word) => this.#words.intern(word));
    if (this.#words.count > this.#counts.length)
      this.#counts = new Uint32Array(this.#counts.buffer.transfer(8 * this.#words.count));
    if (count > 0) for (const word of words) this.#count(word, 1);
    return words;
  }

  #count(word: number, change: 1 | -1): void {
    this.#counts[word] = (this.#counts[word] as number) + change;
  }

  /** Copies what is in use. */
  #compact(): void {
    const [titles, authorsOfTitle, keys] = [new Completions(), new RunTable(), [] as number[]];
    for (const [key, title] of this.#titleOfKey) {
      this.#titleOfKey.set(key, titles.add([...this.#titles.wordsOf(title)], this.#titles.weightOf(title)));
      authorsOfTitle.add([...this.#authorsOfTitle.row(title)]);
      keys.push(key);
    }
    this.#titles = titles;
    this.#authorsOfTitle = authorsOfTitle;
    this.#keys = keys;
  }
}

/** A year counts as much as twice the votes. */
function weightOf(paper: NonNullable<PaperChange["paper"]>): number {
  const years = Math.max(0, dayNumber(paper) ?? 0) / DAYS_A_YEAR;
  return 1 + years + Math.log2(1 + Math.max(0, paper.votes));
}
