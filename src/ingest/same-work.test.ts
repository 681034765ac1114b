import { describe, expect, test } from "vitest";
import { aSighting, anAbstract } from "../../test/make.ts";
import { factsOf } from "./draft.ts";
import { sameWork } from "./same-work.ts";

const TITLE = "Learning to route tokens in sparse mixtures of experts";
const facts = (wish: Parameters<typeof aSighting>[0]) => factsOf(aSighting({ title: TITLE, ...wish }));

describe("two records are one work", () => {
  test.each([
    [
      "when they share an arXiv id, in whatever spelling",
      { ids: ["2501.00001"] },
      { ids: ["https://arxiv.org/pdf/2501.00001v3"], title: "Renamed" },
      "identifier",
    ],
    [
      "when they share a DOI, whatever its case",
      { ids: ["10.1000/ABC"] },
      { ids: ["https://doi.org/10.1000/abc"], title: "Renamed" },
      "identifier",
    ],
    [
      "when arXiv's own DOI names the arXiv id",
      { ids: ["10.48550/arXiv.2501.00001"] },
      { ids: ["2501.00001"] },
      "identifier",
    ],
    ["when long titles agree and nobody names authors", { ids: ["2501.00001"] }, {}, "title"],
    [
      "when titles agree up to TeX, accents and case",
      { title: "Erd\\H{o}s--R\\'enyi graphs and their $k$-cores" },
      { title: "Erdős–Rényi Graphs and their k-Cores" },
      "title",
    ],
    [
      "when titles agree and the first author does",
      { authors: ["Ada Example", "Bo Sample"] },
      { authors: ["Example, A."], ids: ["10.1000/x"] },
      "title-and-authors",
    ],
    [
      "when a damaged id can be mended to the other's and titles agree",
      { damagedArxivId: "2406.105" },
      { ids: ["2406.00105"] },
      "repaired-identifier",
    ],
    ["when a trailing zero was lost", { damagedArxivId: "2503.0213" }, { ids: ["2503.02130"] }, "repaired-identifier"],
    [
      "when a title was guessed and the abstract is the same",
      { abstract: anAbstract(1), title: "We study", isTitleProvisional: true },
      { abstract: anAbstract(1) },
      "abstract",
    ],
    [
      "when family names have particles or suffixes",
      { authors: ["Aaron van den Oord"] },
      { authors: ["van den Oord, Aäron"], ids: ["10.1000/x"] },
      "title-and-authors",
    ],
    [
      "when a name ends in Jr.",
      { authors: ["Ada Example Jr."] },
      { authors: ["Example, Jr., Ada"] },
      "title-and-authors",
    ],
    [
      "when title and abstract agree, however late it was published",
      { published: "2015", abstract: anAbstract(1) },
      { published: "2020", abstract: anAbstract(1) },
      "abstract",
    ],
    [
      "when they share a DOI and were renamed by the same author",
      { ids: ["10.1000/x"], authors: ["Ada Example"] },
      { ids: ["10.1000/x"], title: "Renamed", authors: ["Example, A."] },
      "identifier",
    ],
    [
      "when a preprint is published a year later",
      { published: "2024-11", ids: ["2411.00001"] },
      { published: "2025" },
      "title",
    ],
  ] as const)("%s", (_, a, b, ground) => {
    expect(sameWork(facts(a), facts(b))).toBe(ground);
    expect(sameWork(facts(b), facts(a))).toBe(ground);
  });
});

describe("two records are different works", () => {
  test.each([
    ["when arXiv gave them two ids", { ids: ["2501.00001"] }, { ids: ["2501.00002"] }],
    [
      "when arXiv gave them two ids, even under one DOI",
      { ids: ["2501.00001", "10.1000/x"] },
      { ids: ["2501.00002", "10.1000/x"] },
    ],
    ["when a short title is all they share", { title: "A Reply" }, { title: "A Reply" }],
    ["when their authors differ", { authors: ["Ada Example"] }, { authors: ["Cy Other"] }],
    ["when they are many years apart", { published: "2011" }, { published: "2025-02-01" }],
    [
      "when the DOI they share is that of their proceedings",
      { ids: ["10.1000/book"], authors: ["Ada Example"] },
      { ids: ["10.1000/book"], title: "Another chapter of the book", authors: ["Cy Other"] },
    ],
    [
      "when neither author has a name that can be read",
      { title: "A Reply", authors: ["-"] },
      { title: "A Reply", authors: ["?"] },
    ],
    ["when their abstracts differ", { abstract: anAbstract(1) }, { abstract: anAbstract(2) }],
    [
      "when only a web address is shared",
      { ids: ["https://example.org/workshop"], title: "One thing about many models" },
      { ids: ["https://example.org/workshop"], title: "Another thing about many models" },
    ],
    [
      "when both titles are guessed from the same opening words",
      { title: "In this paper we", isTitleProvisional: true },
      { title: "In this paper we", isTitleProvisional: true },
    ],
    [
      "when a damaged id fits but the title does not",
      { damagedArxivId: "2406.105", title: "Something else altogether in vision" },
      { ids: ["2406.00105"] },
    ],
  ] as const)("%s", (_, a, b) => {
    expect(sameWork(facts(a), facts(b))).toBeUndefined();
    expect(sameWork(facts(b), facts(a))).toBeUndefined();
  });

  test("a short title needs all authors to agree, not only the first", () => {
    const reply = (...authors: string[]) => facts({ title: "A Reply", authors });
    expect(sameWork(reply("Li Wang", "Bo Sample"), reply("Li Wang"))).toBeUndefined();
    expect(sameWork(reply("Li Wang", "Bo Sample"), reply("Sample, Bo", "Wang, Li"))).toBe("title-and-authors");
  });

  test("a summary is no evidence: it neither joins nor parts", () => {
    const ours = facts({ summary: anAbstract(1) });
    expect(sameWork(ours, facts({ abstract: anAbstract(2), ids: ["2501.00001"] }))).toBe("title");
    expect(
      sameWork(ours, facts({ abstract: anAbstract(1), title: "Guessed", isTitleProvisional: true })),
    ).toBeUndefined();
  });
});
