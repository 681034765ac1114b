import { describe, expect, test } from "vitest";
import type { Answer, Clause, Question } from "../question.ts";
import { type IndexDocument, NO_DATE, type Schema } from "../schema.ts";
import type { SearchedSegment } from "../segment/segment.ts";
import { createSegmentBuilder } from "../segment/segment-builder.ts";
import { answer } from "./answer.ts";
import { QuestionRefused } from "./question-refused.ts";

const SCHEMA: Schema = {
  text: [
    { name: "title", weight: 2.5, lengthPenalty: 0.75 },
    { name: "authors", weight: 1, lengthPenalty: 0.4 },
    { name: "abstract", weight: 1, lengthPenalty: 0.75 },
  ],
  keywords: ["category"],
};

function aDocument(
  key: number,
  date: number,
  category: string,
  title: string,
  abstract = "",
  authors = "",
): IndexDocument {
  return { key, date, text: { title, authors, abstract }, keywords: { category: category.split(" ") } };
}

function aSegment(...documents: readonly IndexDocument[]): SearchedSegment {
  const builder = createSegmentBuilder(SCHEMA);
  for (const document of documents) builder.add(document);
  return { segment: builder.build(), deleted: undefined };
}

const LIBRARY = [
  aSegment(
    aDocument(1, 10, "cs.LG", "Attention in networks", "Words about graphs.", "Ada Example"),
    aDocument(
      2,
      30,
      "cs.CL cs.LG",
      "Graphs",
      "Attention, with gpt-4 and C++. Deep models, learning graphs.",
      "Søren Łąka",
    ),
    aDocument(3, 20, "math.CO", "To be or not to be", "Nothing else."),
  ),
  aSegment(
    aDocument(4, NO_DATE, "cs.LG", "Deep learning", "A state-of-the-art review."),
    aDocument(5, 40, "cs.CV", "深度学习 and gpt 3", "Version 4 of the graph."),
  ),
];
const BLANK: Question = {
  should: [],
  must: [],
  mustNot: [],
  keywords: [],
  date: {},
  sort: "relevance",
  limit: 10,
  facets: [],
};

const words = (text: string, field?: string): Clause => ({ kind: "words", text, field });
const phrase = (text: string, field?: string): Clause => ({ kind: "phrase", text, field });
const ask = (question: Partial<Question>): Answer => answer(SCHEMA, LIBRARY, { ...BLANK, ...question });
const keys = (question: Partial<Question>): number[] => ask(question).hits.map(({ key }) => key);

describe("finds", () => {
  test.each<[what: string, question: Partial<Question>, found: number[]]>([
    ["documents with both words before those with one", { should: [words("graph attention example")] }, [1, 2, 5]],
    ["names without their accents", { should: [words("soren laka")] }, [2]],
    ["a word in one field", { should: [words("attention", "title")] }, [1]],
    ["words that say nothing, when there are no others", { should: [words("to be or not to be")] }, [3]],
    ["not by words that say nothing, when there are others", { should: [words("nothing to be")] }, [3]],
    ["all words that must be there", { must: [words("attention graph")] }, [1, 2]],
    ["what must be there, better with what should", { must: [words("graph")], should: [words("gpt-4")] }, [2, 5, 1]],
    ["words side by side", { should: [phrase("deep learning")] }, [4]],
    ["words side by side in one field only", { should: [phrase("networks words")] }, []],
    ["a phrase of words that say nothing", { should: [phrase("not to be")] }, [3]],
    ["a phrase or a word", { should: [phrase("deep learning"), words("nothing")] }, [4, 3]],
    ["a name with its digits as a phrase", { should: [phrase("with gpt-4")] }, [2]],
    ["words without spaces between them", { should: [phrase("度学习")] }, [5]],
    ["all but what must not be there", { should: [words("graph")], mustNot: [words("attention")] }, [5]],
    ["a name's parts without the name", { should: [words("graph")], mustNot: [words("gpt-4")] }, [1, 5]],
    ["all but a phrase", { should: [words("deep")], mustNot: [phrase("deep learning")] }, [2]],
    ["by category", { should: [words("graph")], keywords: [{ name: "category", anyOf: ["cs.CV", "math.CO"] }] }, [5]],
    ["nothing in a category without documents", { keywords: [{ name: "category", anyOf: ["q-bio"] }] }, []],
    ["by date, and none without one", { date: { from: -100, until: 30 } }, [3, 2, 1]],
    ["everything, when nothing is asked, later keys first", {}, [5, 4, 3, 2, 1]],
    ["the newest first, those without a date last", { sort: "newest" }, [5, 2, 3, 1, 4]],
    ["the oldest first, those without a date last", { sort: "oldest" }, [1, 3, 2, 5, 4]],
    ["nothing for words that nobody wrote", { should: [words("zebra the of")] }, []],
    ["nothing for no words", { should: [words(' \u0000 ?! … -- * "" ()')] }, []],
  ])("%s", (_what, question, found) => {
    expect(keys(question)).toEqual(found);
  });
});

describe("counts", () => {
  test("the values of a keyword over all matches, the most frequent first", () => {
    const { facets, total, isTotalExact } = ask({ should: [words("graph deep")], limit: 1, facets: ["category"] });
    expect({ total, isTotalExact }).toEqual({ total: 4, isTotalExact: true });
    expect(facets["category"]).toEqual([
      { value: "cs.LG", count: 3 },
      { value: "cs.CL", count: 1 },
      { value: "cs.CV", count: 1 },
    ]);
  });

  test("exactly up to ten thousand, and says so beyond", () => {
    const many = aSegment(...Array.from({ length: 12_500 }, (_, key) => aDocument(key, key, "cs.LG", "same")));
    const asked = { ...BLANK, should: [words("same")], limit: 3 };
    const { hits, total, isTotalExact } = answer(SCHEMA, [many], asked);
    expect(hits.map(({ key }) => key)).toEqual([12_499, 12_498, 12_497]);
    expect(isTotalExact).toBe(false);
    expect(total).toBeGreaterThanOrEqual(10_000);
    expect(answer(SCHEMA, [many], { ...asked, facets: ["category"] }).total).toBe(12_500);
  });
});

describe("turns pages", () => {
  test("without a repetition when documents come and go between them", () => {
    const { hits, next } = ask({ sort: "newest", limit: 2 });
    const changed = [...LIBRARY.slice(0, 1), aSegment(aDocument(6, 50, "cs.LG", "New"))];
    const rest = answer(SCHEMA, changed, { ...BLANK, sort: "newest", limit: 10, after: next });
    expect([...hits, ...rest.hits].map(({ key }) => key)).toEqual([5, 2, 3, 1]);
    expect(rest.next).toBeUndefined();
  });

  test("with hits of a page that is full, and none after the last", () => {
    expect(ask({ limit: 5 }).next).toBeUndefined();
    expect(ask({ limit: 0 })).toMatchObject({ hits: [], total: 5, next: undefined });
  });
});

describe("refuses, with a reason,", () => {
  const many = (count: number): string => Array.from({ length: count }, (_, number) => `w${number}`).join(" ");

  test.each<[what: string, question: Partial<Question>, reason: RegExp]>([
    [
      "more than 2,000 characters",
      { should: [words("x".repeat(1_001))], must: [words("y".repeat(1_000))] },
      /2,000 .* 2,001/,
    ],
    ["more than 64 different words", { should: [words(many(64))], mustNot: [words("other")] }, /64 .* 65/],
    ["a phrase of more than 32 words", { should: [phrase(many(33))] }, /32/],
    ["more than 64 values of a filter", { keywords: [{ name: "category", anyOf: many(65).split(" ") }] }, /64 filters/],
    ["a page of more than 100 hits", { limit: 101 }, /100/],
    ["a page of less than no hits", { limit: -1 }, /100/],
    ["a part of a hit", { limit: 1.5 }, /100/],
    ["a damaged cursor", { after: "not ours" }, /address/],
    ["a cursor of another order", { after: ask({ sort: "newest", limit: 1 }).next }, /address/],
    ["a field that is not there", { should: [words("graph", "body")] }, /"body".*title/],
    ["a keyword that is not there", { facets: ["colour"] }, /"colour".*category/],
  ])("%s", (_what, question, reason) => {
    expect(() => ask(question)).toThrow(QuestionRefused);
    expect(() => ask(question)).toThrow(reason);
  });

  test("what takes too long", () => {
    const asked = { ...BLANK, should: [words("graph")] };
    expect(() => answer(SCHEMA, LIBRARY, asked, { deadline: () => true })).toThrow(/too long/);
    expect(answer(SCHEMA, LIBRARY, asked, { deadline: () => false }).total).toBe(3);
  });

  test("nothing else, however strange", () => {
    const texts = [
      ["w1 ".repeat(666)],
      [many(64)],
      ["the ".repeat(500)],
      ['+ - ~ * " ( ) : ^ \\ / & | ! { } [ ]'],
      ["graph\u0000\u0001\u0007\uffff\ufffe"],
      ["\u202egraph\u202c שלום עולם مرحبا بالعالم"],
      ["👩🏽‍🔬🧪📄🇳🇱 graph"],
      ["\ud83d graph \udc00"],
      ["e\u0301".repeat(900)],
      ["a".repeat(2_000)],
      ["深".repeat(60)],
    ].flat();
    for (const text of texts)
      for (const clause of [words(text), words(text, "title")])
        for (const place of ["should", "must", "mustNot"] as const) {
          const { hits, total } = ask({ [place]: [clause] });
          expect(total).toBe(hits.length);
        }
    expect(keys({ should: [words("graph\u0000\ud83d👩🏽‍🔬")] })).toEqual([2, 1, 5]);
  });
});
