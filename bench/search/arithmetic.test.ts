import { describe, expect, test } from "vitest";
import { agreement } from "./agreement.ts";
import { BestKeys } from "./best-keys.ts";
import { TEXT_FIELDS } from "./broadsheet.ts";
import { ExactWords } from "./exact-words.ts";
import { latencyOf, ratios, type EngineFigures } from "./figures.ts";
import { goalsOf } from "./goals.ts";
import { readOptions } from "./options.ts";
import { formatQuestions, parseQuestions, type Questions } from "./question.ts";

const figures = (rest: Partial<EngineFigures>): EngineFigures => ({
  version: "1",
  buildSeconds: 1,
  papersPerSecond: 1,
  diskBytesPerPaper: 1,
  latency: {},
  lacks: {},
  agreement: {},
  failures: [],
  ...rest,
});
const latency = (p50: number, p95: number) => ({ n: 1, p50, p95, p99: p95 });

test("percentiles are taken of the sorted times", () => {
  const times = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(latencyOf(times)).toEqual({ n: 100, p50: 51, p95: 96, p99: 100 });
});

describe("agreement", () => {
  test.each([
    { found: [[1, 2, 3]], exact: [[3, 2, 1]], count: 3, share: 1 },
    { found: [[1, 2, 9]], exact: [[1, 2, 3]], count: 3, share: 0.6667 },
    { found: [[1, 5]], exact: [[1, 2, 5]], count: 2, share: 1 },
    { found: [[9, 1]], exact: [[1]], count: 2, share: 1 },
    { found: [[]], exact: [[1]], count: 2, share: 0 },
    { found: [[], [1]], exact: [[], [1]], count: 2, share: 1 },
    { found: [], exact: [[1]], count: 2, share: undefined },
  ])("of $found with $exact in the best $count is $share", ({ found, exact, count, share }) => {
    expect(agreement(found, exact, count)).toBe(share);
  });
});

test("the best keys are those of the greatest scores, best first", () => {
  const best = new BestKeys(3);
  for (const [key, score] of [5, 1, 9, 7, 3, 9].entries()) best.offer(key, score);
  expect(best.keys).toEqual([2, 5, 3]);
  expect(best.least).toBe(7);
});

test("exact scoring weighs fields, and asks for more than words that say nothing", () => {
  const paper = (key: number, title: string, abstract: string) => ({
    key,
    title,
    abstract,
    authors: "",
    categories: [],
    day: 0,
  });
  const words = new ExactWords(TEXT_FIELDS, ["the graphs"]);
  words.add(paper(1, "the one", "about trees"));
  words.add(paper(2, "a tree", "on the graph"));
  words.add(paper(3, "the graph", "of a tree"));
  expect(words.best("the graphs", 10)).toEqual([3, 2]);
});

test("a ratio above 1 says that ours is faster", () => {
  const engines = {
    broadsheet: figures({ latency: { phrase: latency(1, 2) } }),
    lucene: figures({ latency: { phrase: latency(3, 1), newest: latency(1, 1) } }),
    orama: { absent: "not installed" },
  };
  expect(ratios(engines)).toEqual({ phrase: { lucene: { p50: 3, p95: 0.5 } } });
});

test("goals say what was promised, what was measured, and nothing of what was not", () => {
  const engines = { broadsheet: figures({ latency: { phrase: latency(0.5, 3) }, recall: 0.96 }) };
  const results = new Map(goalsOf(1_000_000, engines, undefined).map((result) => [result.goal, result.isMet]));
  expect(results.get("phrase p50, ms")).toBe(true);
  expect(results.get("phrase p95, ms")).toBe(false);
  expect(results.get("recall@20 of vectors")).toBe(true);
  expect(results.get("vector p50, ms")).toBeUndefined();
  expect(goalsOf(3_000_000, engines, 5).map(({ goal }) => goal)).not.toContain("phrase p50, ms");
});

test("questions go through JSON with their vectors", () => {
  const vector = Float32Array.of(0.5, -1);
  const questions = { vector: [{ words: "", match: "any", vector }] } as unknown as Questions;
  expect(parseQuestions(formatQuestions(questions)).vector[0]?.vector).toEqual(vector);
});

test.each([
  ["--papers", "none"],
  ["--peers", "solr"],
  ["--what", "1"],
])("%s %s is refused", (...argv) => {
  expect(() => readOptions(argv)).toThrow(/--/);
});
