import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Paper, PaperId } from "../domain/paper.ts";
import { createHighlighter, type Highlights } from "./highlight.ts";
import { parseQuery } from "./parse-query.ts";

function aPaper({ title = "", abstract = "", authors = [] as readonly string[] }): Paper {
  return {
    id: "2501.00001" as PaperId,
    identifiers: [],
    title,
    abstract,
    authors: authors.map((name) => ({ name })),
    authorCount: authors.length,
    categories: [],
    versions: [],
    links: {},
    counts: {},
    seenIn: [],
  };
}

const highlight = (question: string, paper: Parameters<typeof aPaper>[0]): Highlights =>
  createHighlighter(parseQuery(question).value)(aPaper(paper));

const marked = (segments: Highlights["title"] = []): string =>
  segments.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join("");

describe("marks", () => {
  test.each<[what: string, question: string, title: string, expected: string]>([
    ["words, whatever their case and number", "graph NETWORK", "Networks of graphs", "[Networks] of [graphs]"],
    ["words side by side as one", "graph network", "On graph networks", "On [graph networks]"],
    ["words with accents", "erdos soren", "Erdős and Søren", "[Erdős] and [Søren]"],
    ["parts of a compound", "art", "State-of-the-art", "State-of-the-[art]"],
    ["names with digits", "gpt-4", "GPT-4 in 4 ways, no GPT", "[GPT-4] in 4 ways, no [GPT]"],
    ["programming languages", "c++", "C++ or C", "[C++] or C"],
    [
      "a phrase only where it stands",
      '"deep learning"',
      "Deep learning, learning deep",
      "[Deep learning], learning deep",
    ],
    ["a phrase across a possessive", '"model head"', "A model's head", "A [model's head]"],
    ["characters without spaces", "学习", "深度学习方法", "深度[学习]方法"],
    ["words of the title only, where they were asked there", "title:graph", "Graphs", "[Graphs]"],
    ["no author's name in a title", "author:graph", "Graphs", "Graphs"],
    ["no words that say nothing", "the theory of graphs", "The graphs of the sea", "The [graphs] of the sea"],
    ["words that say nothing, where there are no others", "to be or not", "To be", "[To be]"],
    ["nothing that was to be left out", "graph -sea", "Graphs of the sea", "[Graphs] of the sea"],
    ["nothing in formulas", "alpha beta", "A $\\alpha$ beta", "A $\\alpha$ [beta]"],
  ])("%s", (_what, question, title, expected) => {
    expect(marked(highlight(question, { title }).title)).toBe(expected);
  });

  test("authors, and says which words were found", () => {
    const { authors, words } = highlight('ada "graph networks" zebra', {
      title: "Graph networks",
      authors: ["Ada Example", "Bo Sample"],
    });
    expect(authors.map(marked)).toEqual(["[Ada] Example", "Bo Sample"]);
    expect(words).toEqual(["“graph networks”", "ada"]);
  });

  test("the words that were meant", () => {
    const { value } = parseQuery("grpah");
    const found = createHighlighter(value, [{ from: "grpah", to: "graph" }])(aPaper({ title: "Graphs" }));
    expect(marked(found.title)).toBe("[Graphs]");
  });
});

describe("the snippet", () => {
  const filling = (count: number): string => "Nothing of interest here. ".repeat(count);

  test("is the stretch with the most different words", () => {
    const abstract = `${filling(20)}Graphs, graphs, graphs. ${filling(20)}Deep learning on graphs is told. ${filling(20)}`;
    const { snippet } = highlight("deep learning graphs", { abstract });
    expect(marked(snippet?.segments)).toContain("[Deep learning] on [graphs]");
    expect(snippet).toMatchObject({ isCutBefore: true, isCutAfter: true });
    expect(snippet?.segments.map(({ text }) => text).join("").length).toBeLessThanOrEqual(300);
  });

  test("is the beginning where nothing matches, the whole where it is short, and none where there is none", () => {
    const abstract = filling(40);
    expect(highlight("zebra", { abstract }).snippet).toMatchObject({ isCutBefore: false, isCutAfter: true });
    expect(highlight("zebra", { abstract: "Short." }).snippet).toMatchObject({ isCutAfter: false });
    expect(highlight("zebra", {}).snippet).toBeUndefined();
  });

  test("never cuts a formula", () => {
    const abstract = `${"word ".repeat(55)}$a + b + c + d + e + f + g + h + i + j$ zebra`;
    const text = (highlight("word", { abstract }).snippet?.segments ?? []).map((segment) => segment.text).join("");
    expect(text.split("$").length % 2).toBe(1);
  });
});

test("segments joined are the text, whatever the text", () => {
  const anyText = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.lorem(),
    fc.constantFrom("深度学习 $x$", "'s 's C++", "$"),
  );
  fc.assert(
    fc.property(anyText, anyText, (question, title) => {
      const found = highlight(question, { title, authors: [title] });
      expect(found.title.map(({ text }) => text).join("")).toBe(title);
    }),
  );
});
