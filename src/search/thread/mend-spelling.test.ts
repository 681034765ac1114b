import { describe, expect, test } from "vitest";
import type { PaperQuestion } from "../paper-question.ts";
import { correctionsOf, withCorrections } from "./mend-spelling.ts";

const NOTHING: PaperQuestion = { should: [], must: [], mustNot: [], keywords: [], date: {}, sort: "relevance" };

const spelling = {
  isKnown: (word: string): boolean => ["graph", "deep"].includes(word.toLowerCase()),
  correct: (word: string): string | undefined => (word === "grpah" ? "graph" : word === "deap" ? "deed" : undefined),
};

describe("unknown words", () => {
  test("are exchanged for what was meant, where papers have that", () => {
    const question: PaperQuestion = {
      ...NOTHING,
      should: [{ kind: "words", text: "(grpah) deap deep 1234" }],
      meaning: { text: "grpah deep", share: 0.6, isGated: true },
    };
    const corrections = correctionsOf(question, spelling);
    expect(corrections).toEqual([{ from: "grpah", to: "graph" }]);
    expect(withCorrections(question, corrections)).toMatchObject({
      should: [{ text: "(graph) deap deep 1234" }],
      meaning: { text: "graph deep" },
    });
  });

  test("stay in phrases, in names of authors, and in what is to be left out", () => {
    const question: PaperQuestion = {
      ...NOTHING,
      must: [
        { kind: "phrase", text: "grpah deep" },
        { kind: "words", text: "grpah", field: "authors" },
      ],
      mustNot: [{ kind: "words", text: "grpah" }],
    };
    expect(correctionsOf(question, spelling)).toEqual([]);
  });
});
