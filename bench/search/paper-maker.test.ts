import { describe, expect, test } from "vitest";
import { indexTokens } from "../../src/lib/analysis.ts";
import { rareWord, wordsIn } from "./growing-vocabulary.ts";
import { formatPaper, parsePaper, type Paper } from "./paper.ts";
import { PaperMaker } from "./paper-maker.ts";
import { RealPapers } from "./real-papers.ts";

const REAL = 50;
const lines = Array.from({ length: REAL }, (_, index) =>
  JSON.stringify({
    id: `paper-${index}`,
    title: `On the ${index}th kind of\tgraph`,
    abstract: `Kind ${index} is old. We show that it is new. It has ${index} uses.`,
    authors: ["Ada Lovelace", `Kurt Number${index}`],
    year: 2_000 + (index % 20),
    venue: "ICML 2020",
  }),
);
const real = new RealPapers(Buffer.from(lines.join("\n")));
const make = (wanted: number, seed = 1): PaperMaker => new PaperMaker(real, { wanted, seed });
const keysTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);
const vocabulary = (papers: readonly Paper[]): number =>
  new Set(papers.flatMap(({ title, abstract }) => indexTokens(`${title} ${abstract}`))).size;

describe("papers made for a comparison", () => {
  test("are real as far as real ones go, spread over the file when fewer are wanted", () => {
    expect(keysTo(REAL).map((key) => make(80).paper(key).title)).toEqual(
      keysTo(REAL).map((key) => `On the ${key - 1}th kind of graph`),
    );
    expect(keysTo(5).map((key) => make(5).paper(key).title.split(" ")[2])).toEqual(
      [0, 10, 20, 30, 40].map((at) => `${at}th`),
    );
  });

  test("are the same for the same seed, in any order, and others for another", () => {
    const forwards = keysTo(200).map((key) => make(200).paper(key));
    const backwards = keysTo(200)
      .toReversed()
      .map((key) => make(200).paper(key));
    expect(backwards.toReversed()).toEqual(forwards);
    expect(make(200, 2).paper(150)).not.toEqual(forwards[149]);
  });

  test("bring as many new words as real papers would", () => {
    const papers = keysTo(2_000).map((key) => make(2_000).paper(key));
    const [half, all] = [vocabulary(papers.slice(0, 1_000)), vocabulary(papers)];
    const due = wordsIn(2_000) - wordsIn(1_000);
    expect(all - half).toBeGreaterThan(0.95 * due);
    expect(all - half).toBeLessThan(1.05 * due);
  });

  test("have sentences of real papers, their categories, and names crossed of two", () => {
    const { abstract, categories, authors } = make(60).paper(60);
    expect(abstract).toMatch(/We show|is old|uses/);
    expect(categories).toEqual(["icml"]);
    expect(authors).toMatch(/^Ada Lovelace, Kurt Number\d+$/);
  });

  test("go through a line of a file unchanged", () => {
    const paper = make(60).paper(55);
    expect(parsePaper(formatPaper(paper))).toEqual(paper);
  });
});

test("rare words are different for different numbers", () => {
  expect(new Set(Array.from({ length: 100_000 }, (_, number) => rareWord(number))).size).toBe(100_000);
});
