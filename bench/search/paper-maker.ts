import { GrowingVocabulary } from "./growing-vocabulary.ts";
import type { Paper } from "./paper.ts";
import { below, createRandom, pick } from "./random.ts";
import type { RealPapers } from "./real-papers.ts";

/** Papers this near to each other in the file are of one venue or time, so that what is made of them is of one field. */
const NEIGHBOURHOOD = 500;
/** Whose sentences make up an abstract. */
const SOURCES = 3;

/**
 * Real papers as far as they go, spread over the whole file when fewer are wanted; then papers made of the sentences of
 * real ones that are near to each other, with rare words that grow as in life. The same for the same seed, in any order.
 */
export class PaperMaker {
  readonly #real: Pick<RealPapers, "count" | "at">;
  readonly #wanted: number;
  readonly #seed: number;
  readonly #vocabulary: GrowingVocabulary;

  constructor(real: Pick<RealPapers, "count" | "at">, { wanted, seed }: { wanted: number; seed: number }) {
    this.#real = real;
    this.#wanted = wanted;
    this.#seed = seed;
    this.#vocabulary = new GrowingVocabulary(real.count);
  }

  /** Keys are 1 to `wanted`. */
  paper(key: number): Paper {
    const { count } = this.#real;
    if (key > count) return this.#make(key);
    return this.#real.at(Math.floor(((key - 1) * count) / Math.min(count, this.#wanted)), key);
  }

  #make(key: number): Paper {
    const random = createRandom(this.#seed, key);
    const model = below(random, this.#real.count);
    const sources = [model, ...Array.from({ length: SOURCES - 1 }, () => this.#near(model, random))].map((index) =>
      this.#real.at(index, key),
    );
    const [first, second = first] = sources as [Paper, ...Paper[]];
    const sentences = sentencesOf(first.abstract).map(() => pick(random, sentencesOf(pick(random, sources).abstract)));
    const rareWords = this.#vocabulary.wordsOf(key, random);
    return {
      ...first,
      title: `${half(first.title, "front")} ${half(second.title, "back")}`,
      authors: crossedNames(first.authors, second.authors),
      abstract: rareWords.reduce((text, word) => strewn(text, word, random), sentences.join(" ")),
    };
  }

  #near(model: number, random: () => number): number {
    const last = this.#real.count - 1;
    return Math.min(last, Math.max(0, model - NEIGHBOURHOOD + below(random, 2 * NEIGHBOURHOOD)));
  }
}

/** At least one, however empty. */
export const sentencesOf = (text: string): readonly string[] => text.split(/(?<=[.!?]) (?=[A-Z])/);

function half(title: string, which: "front" | "back"): string {
  const words = title.split(" ");
  const middle = Math.ceil(words.length / 2);
  return (which === "front" ? words.slice(0, middle) : words.slice(middle)).join(" ");
}

/** Given names of the one, family names of the other as far as there are any. */
function crossedNames(authors: string, others: string): string {
  const families = others.split(", ").map((name) => name.split(" ").at(-1) ?? "");
  return authors
    .split(", ")
    .map((name, index) => [...name.split(" ").slice(0, -1), families[index] ?? name.split(" ").at(-1)].join(" ").trim())
    .join(", ");
}

/** The text with a word put in at one of its spaces. */
function strewn(text: string, word: string, random: () => number): string {
  const at = text.indexOf(" ", below(random, text.length));
  return at < 0 ? `${text} ${word}` : `${text.slice(0, at)} ${word}${text.slice(at)}`;
}
