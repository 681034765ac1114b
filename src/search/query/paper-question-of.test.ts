import { describe, expect, test } from "vitest";
import type { Day } from "../../lib/day.ts";
import { FUSION } from "../fusion-constants.ts";
import type { PaperQuestion } from "../paper-question.ts";
import { parseQuery } from "../parse-query.ts";
import { paperQuestionOf, type QuestionSettings } from "./paper-question-of.ts";

const SETTINGS: QuestionSettings = {
  mode: "fused",
  sort: "relevance",
  today: "2026-03-31" as Day,
  filters: {},
  constants: FUSION,
};

const asked = (text: string, settings: Partial<QuestionSettings> = {}): PaperQuestion =>
  paperQuestionOf(parseQuery(text).value, { ...SETTINGS, ...settings });

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

describe("a question to the index", () => {
  test.each<[what: string, text: string, expected: Partial<PaperQuestion>]>([
    ["has words that rank", "deep graphs", { should: [{ kind: "words", text: "deep graphs" }], must: [] }],
    [
      "has phrases that must be there",
      '"deep graphs"',
      { should: [], must: [{ kind: "phrase", text: "deep graphs" }] },
    ],
    [
      "has titles and authors",
      'title:deep author:"Ada Example"',
      {
        must: [
          { kind: "words", text: "deep", field: "title" },
          { kind: "words", text: "Ada Example", field: "authors" },
        ],
      },
    ],
    ["has what must not be there", "-deep", { mustNot: [{ kind: "words", text: "deep" }] }],
    [
      "has filters",
      "cat:cs,math.CO has:code",
      {
        keywords: [
          { name: "cat", anyOf: ["cs", "math.CO"] },
          { name: "has", anyOf: ["code"] },
        ],
      },
    ],
    [
      "asks for each word of a venue",
      'venue:"NeurIPS 2024"',
      {
        keywords: [
          { name: "venue", anyOf: ["neurip"] },
          { name: "venue", anyOf: ["2024"] },
        ],
      },
    ],
    [
      "has the days that all parts allow",
      "year:2020..2024 after:2023-02 before:2024-03-01",
      {
        date: { from: day("2023-02-01"), until: day("2024-02-29") },
      },
    ],
    ["counts days from today", "after:1m", { date: { from: day("2026-02-28"), until: undefined } }],
  ])("%s", (_what, text, expected) => {
    expect(asked(text)).toMatchObject(expected);
  });

  test("drops words that say nothing from whole sentences only, and never all of them", () => {
    expect(asked("Are there any papers that compress large language models").should).toEqual([
      { kind: "words", text: "compress large language models" },
    ]);
    expect(asked("the theory of graphs").should).toMatchObject([{ text: "the theory of graphs" }]);
    expect(asked("to be or not to be there at all").should).toMatchObject([
      { text: "to be or not to be there at all" },
    ]);
  });

  test("by meaning leaves authors and excluded words out, and has none by words or by date", () => {
    expect(asked('deep "graph networks" -sea author:ada').meaning).toEqual({
      text: "deep graph networks",
      share: FUSION.meaningShare,
      isGated: true,
    });
    expect(asked("deep", { mode: "meaning" }).meaning).toMatchObject({ share: 1, isGated: false });
    expect(asked("deep", { mode: "words" }).meaning).toBeUndefined();
    expect(asked("deep", { sort: "newest" }).meaning).toBeUndefined();
  });

  test("by date needs all words", () => {
    expect(asked("deep graphs", { sort: "newest" })).toMatchObject({ should: [], must: [{ text: "deep graphs" }] });
  });

  test("adds what facets chose", () => {
    expect(asked("deep", { filters: { year: ["2024", "2025"], has: [] } }).keywords).toEqual([
      { name: "year", anyOf: ["2024", "2025"] },
    ]);
  });
});
