import { below } from "./random.ts";

/**
 * How many different words there are in a number of papers (Heaps' law). Measured with the project's analyser on real
 * papers in random order: 37,306 in 4,000, 85,511 in 16,000, 280,064 in 128,000.
 */
export const wordsIn = (papers: number): number => Math.round(280_064 * (papers / 128_000) ** 0.57);

/** Words that no paper has had before, each the name of one number. */
export class GrowingVocabulary {
  readonly #known: number;

  /** `realPapers` have brought their own words; those made beyond them go on from there. */
  constructor(realPapers: number) {
    this.#known = wordsIn(realPapers);
  }

  /** The rare words of a paper, `number` counted over real and made ones: all that are due, and as many of earlier papers. */
  wordsOf(number: number, random: () => number): string[] {
    const first = wordsIn(number - 1);
    const due = wordsIn(number) - first;
    const fresh = Array.from({ length: due }, (_, index) => rareWord(first + index));
    const made = first - this.#known;
    const seen = made > 0 ? fresh.map(() => rareWord(this.#known + below(random, made))) : [];
    return [...fresh, ...seen];
  }
}

const SYLLABLES = "bdfgklmnprtvz".split("").flatMap((consonant) => "aeiou".split("").map((vowel) => consonant + vowel));
/** Coprime to `RANGE`, so that neighbours in number are far apart in the alphabet. */
const STRIDE = 7_368_787;
const RANGE = SYLLABLES.length ** 4;

/** Four syllables and an `x`, unlike any word of a language; different for each number below 17 million. */
export function rareWord(number: number): string {
  let rest = (number * STRIDE) % RANGE;
  let word = "";
  for (let place = 0; place < 4; place++) {
    word += SYLLABLES[rest % SYLLABLES.length];
    rest = Math.floor(rest / SYLLABLES.length);
  }
  return `${word}x`;
}
