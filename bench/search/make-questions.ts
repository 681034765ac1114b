import { baseTokens, STOP_WORDS } from "../../src/lib/analysis.ts";
import { sentencesOf } from "./paper-maker.ts";
import type { Paper } from "./paper.ts";
import type { BenchQuestion, Questions } from "./question.ts";
import { below, createRandom, pick } from "./random.ts";

interface QuestionSource {
  /** Papers that are in the index, any of them. */
  readonly anyPaper: (random: () => number) => Paper;
  readonly encode: (text: string) => Float32Array | undefined;
  readonly seed: number;
  /** Of each class. */
  readonly count: number;
}

/** Papers that are read to learn which words are common. */
const SAMPLE = 4_000;

/** Questions of all classes, made of what is in the papers; the same for the same seed. */
export function makeQuestions({ anyPaper, encode, seed, count }: QuestionSource): Questions {
  const random = createRandom(seed, 0x51);
  const paper = (): Paper => anyPaper(random);
  const common = commonWords(Array.from({ length: SAMPLE }, paper), count);
  const many = (make: (index: number) => BenchQuestion): readonly BenchQuestion[] =>
    Array.from({ length: count }, (_, index) => make(index));
  const any = (words: string): BenchQuestion => ({ words, match: "any" });
  const near = (text: string): Pick<BenchQuestion, "vector"> => {
    const vector = encode(text);
    return vector ? { vector } : {};
  };
  const asked = (): string => question(paper, random);
  return {
    phrase: many(() => any(titleWords(paper(), random, 1, 6))),
    question: many(() => any(asked())),
    common: common.map(any),
    category: many(() => {
      const from = paper();
      return { ...any(titleWords(from, random, 1, 6)), category: pick(random, from.categories) };
    }),
    year: many(() => ({ ...any(titleWords(paper(), random, 1, 6)), ...years(paper(), random) })),
    newest: many(() => ({
      ...any(pick(random, common)),
      category: pick(random, paper().categories),
      isNewestFirst: true,
    })),
    vector: many(() => ({ ...any(""), ...near(asked()) })),
    fused: many((index) => {
      const words = index % 2 === 0 ? titleWords(paper(), random, 1, 6) : asked();
      return { ...any(words), ...near(words) };
    }),
    quoted: many(() => ({ words: titleWords(paper(), random, 2, 4), match: "phrase" })),
    all: many(() => ({ words: titleWords(paper(), random, 2, 6), match: "all" })),
  };
}

/** The words most papers have, most frequent first, without those that say nothing. */
function commonWords(papers: readonly Paper[], count: number): readonly string[] {
  const counts = new Map<string, number>();
  for (const { title, abstract } of papers)
    for (const word of new Set(baseTokens(`${title} ${abstract}`)))
      if (word.length > 2 && !STOP_WORDS.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([word]) => word);
}

/** Some words of a title side by side, not only such as say nothing. */
function titleWords({ title }: Paper, random: () => number, least: number, most: number): string {
  const words = title.split(" ");
  const length = Math.min(words.length, least + below(random, most - least + 1));
  const first = below(random, words.length - length + 1);
  const chosen = words.slice(first, first + length).join(" ");
  return baseTokens(chosen).some((word) => !STOP_WORDS.has(word)) ? chosen : title;
}

const OPENINGS = ["Which papers show that", "How can it be that", "Are there studies where", ""];

/** About fifteen words: a sentence of an abstract, half of them put as a question. */
function question(paper: () => Paper, random: () => number): string {
  for (;;) {
    const words = pick(random, sentencesOf(paper().abstract)).split(" ");
    if (words.length < 12) continue;
    const opening = pick(random, OPENINGS).split(" ");
    return [...opening, ...words]
      .slice(0, 13 + below(random, 5))
      .join(" ")
      .trim();
  }
}

const DAYS_PER_YEAR = 365.25;

/** One year or all since it, the year being that of some paper. */
function years({ day }: Paper, random: () => number): { readonly from: number; readonly until?: number } {
  const year = Math.floor(day / DAYS_PER_YEAR);
  const from = Math.ceil(year * DAYS_PER_YEAR);
  return random() < 0.5 ? { from } : { from, until: Math.ceil((year + 1) * DAYS_PER_YEAR) - 1 };
}
