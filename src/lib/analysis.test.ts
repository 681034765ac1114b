import { describe, expect, test } from "vitest";
import { baseTokens, indexTokens, STOP_WORDS } from "./analysis.ts";

describe("the words of a text", () => {
  test.each([
    [
      "are lower-case runs of letters and digits",
      "State-of-the-Art GPT-4, 2501.01234",
      "state of the art gpt 4 2501 01234",
    ],
    ["have no accents and no ligatures", "Naïve Erdős ﬁne", "naive erdo fine"],
    [
      "have no addresses and no TeX commands",
      "see https://example.org/a?b=c for \\alpha and \\mathcal{O}(n)",
      "see for and o n",
    ],
    ["have no possessive", "Bayes's rule, the model's head, it's", "baye rule the model head it"],
    ["have no plural", "studies classes boxes batches wishes buzzes models", "study class box batch wish buzz model"],
    ["keep an s that is no plural", "class bus this gas ties", "class bus this gas tie"],
  ])("%s", (_what, text, words) => {
    expect(baseTokens(text).join(" ")).toBe(words);
  });

  test("are none in an empty text", () => {
    expect(baseTokens(" ?! ")).toEqual([]);
  });
});

describe("what the index adds to the words", () => {
  const added = (text: string): string[] => indexTokens(text).slice(baseTokens(text).length);

  test.each([
    ["names with digits", "GPT-4 or Llama-3.1-8B, 10.1000/x.5", ["gpt-4", "llama-3.1-8b", "10.1000/x.5"]],
    ["no compounds without digits", "state-of-the-art and/or", []],
    ["programming languages", "C++, c# and F#", ["c++", "c#", "f#"]],
    ["Latin letters that no accent explains", "Søren Łukasz Weiß", ["soren", "lukasz", "weiss"]],
    ["Greek and Cyrillic words", "α-divergence Война", ["α", "воина"]],
    ["pairs of Chinese characters", "深度学习 图", ["深度", "度学", "学习", "图"]],
    ["pairs of Korean syllables", "딥러닝", ["딥러", "러닝"]],
  ])("%s", (_what, text, expected) => {
    expect(added(text)).toEqual(expected);
  });
});

test("every stop word is written as the analysis writes it", () => {
  expect([...STOP_WORDS].filter((word) => baseTokens(word)[0] !== word)).toEqual([]);
});

test("long runs of anything are read in time proportional to their length", () => {
  const started = performance.now();
  for (const run of ["a", "1-", "'s", "\\a", "http://", "é", "中"]) indexTokens(run.repeat(100_000));
  expect(performance.now() - started).toBeLessThan(3_000);
});
