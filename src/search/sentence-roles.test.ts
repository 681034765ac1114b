import { describe, expect, test } from "vitest";
import { sentenceRoles, sentencesOf } from "./sentence-roles.ts";

describe("the sentences of an abstract", () => {
  test.each<[what: string, text: string, sentences: readonly string[]]>([
    ["end with a stop before a capital", "One here. Two there! Three?", ["One here.", "Two there!", "Three?"]],
    ["do not end with an abbreviation", "See e.g. Smith et al. Then go.", ["See e.g. Smith et al. Then go."]],
    ["do not end within a number", "It gains 1.5 points. It wins.", ["It gains 1.5 points.", "It wins."]],
    ["are none in an empty text", "  ", []],
  ])("%s", (_what, text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences);
  });
});

test("the sentences of an abstract tell the problem, then the method, then the result", () => {
  const roles = sentenceRoles(
    "Parsing remains a challenging problem. Existing parsers are limited and often fail on long text. " +
      "We propose a novel algorithm based on charts, trained by learning from trees. " +
      "Experiments show that it outperforms the state of the art by 2.1%.",
  );
  expect(roles.map(({ role }) => role)).toEqual(["problem", "problem", "method", "result"]);
});

test("an abstract of one sentence is about its method, unless it says otherwise", () => {
  expect(sentenceRoles("Charts and trees.").map(({ role }) => role)).toEqual(["method"]);
  expect(sentenceRoles("Results show that accuracy improved by 4%.").map(({ role }) => role)).toEqual(["result"]);
});

test("long texts are read in time proportional to their length", () => {
  const started = performance.now();
  for (const run of ["a. ", "we ", "results 4% ", ". ", "A."]) sentenceRoles(run.repeat(50_000));
  expect(performance.now() - started).toBeLessThan(2_000);
});
