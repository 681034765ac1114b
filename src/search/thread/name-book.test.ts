import { describe, expect, test } from "vitest";
import type { PaperId } from "../../domain/paper.ts";
import type { PaperChange, PaperKey } from "../../store/store.ts";
import { NameBook } from "./name-book.ts";

type Named = Partial<Omit<NonNullable<PaperChange["paper"]>, "name">>;

function change(key: number, paper?: Named): PaperChange {
  const whole = paper && {
    name: `p-${key}` as PaperId,
    title: "Untitled",
    authors: "",
    abstract: "",
    categories: [],
    published: "2020",
    firstDay: undefined,
    sources: [],
    hasCode: false,
    venue: undefined,
    votes: 0,
    ...paper,
  };
  return { change: key, key: key as PaperKey, ...(whole && { paper: whole }) };
}

function aBook(): NameBook {
  const book = new NameBook();
  book.apply([
    change(1, { title: "Attention is all you need", authors: "Ada Müller, Bo Sample" }),
    change(2, { title: "Need for attention", authors: "Ada Müller", published: "2021" }),
    change(3, { title: "Transformers in visión", authors: "Cy Attenborough", votes: 4 }),
  ]);
  return book;
}

describe("suggests", () => {
  test.each<[what: string, text: string, titles: readonly number[], authors: readonly string[]]>([
    ["titles and authors by beginnings of words", "atten", [1, 2], ["Cy Attenborough"]],
    ["titles that have all words, those in order first", "attention is al", [1], []],
    ["newer titles first", "need", [2, 1], []],
    ["without accents", "muller", [], ["Ada Müller"]],
    ["authors by parts of their names in any order", "sample bo", [], ["Bo Sample"]],
    ["without accents in titles", "vision", [3], []],
    ["nothing for what nobody wrote", "zebra", [], []],
    ["nothing for signs", "?!", [], []],
  ])("%s", (_what, text, titles, authors) => {
    const found = aBook().suggest(text, 5);
    expect(found.titles).toEqual(titles);
    expect(found.authors.map(({ name }) => name)).toEqual(authors);
  });

  test("authors with the number of their papers", () => {
    expect(aBook().suggest("ada", 5).authors).toEqual([{ name: "Ada Müller", papers: 2 }]);
  });

  test("what is there now, after changes and removals", () => {
    const book = aBook();
    book.apply([change(1, { title: "Quokkas", authors: "Bo Sample" }), change(2)]);
    expect(book.suggest("attention", 5)).toEqual({ titles: [], authors: [] });
    expect(book.suggest("quok", 5).titles).toEqual([1]);
    expect(book.suggest("ada", 5).authors).toEqual([]);
  });

  test("the same after very many changes of few papers", () => {
    const book = aBook();
    for (let round = 0; round < 500; round += 1)
      book.apply(
        Array.from({ length: 100 }, (_, at) => change(10 + at, { title: `Wombat ${at}`, authors: "Di Vers" })),
      );
    expect(book.suggest("wombat 99", 5).titles).toEqual([109]);
    expect(book.suggest("attention is", 5).titles).toEqual([1]);
    expect(book.suggest("di vers", 5).authors).toEqual([{ name: "Di Vers", papers: 100 }]);
  });
});

describe("corrects", () => {
  test.each([
    ["a letter too few", "attentio", "attention"],
    ["a letter too many", "attenntion", "attention"],
    ["a wrong letter", "atxention", "attention"],
    ["two letters exchanged", "atetntion", "attention"],
    ["two wrong letters of a long word", "tramsfirmers", "transformers"],
    ["the parts of names", "attenborugh", "attenborough"],
    ["nothing that is right", "attention", undefined],
    ["nothing too short to tell", "abc", undefined],
    ["nothing too far away", "nedus", undefined],
  ])("%s", (_what, wrong, right) => {
    expect(aBook().correct(wrong)).toBe(right);
  });
});
