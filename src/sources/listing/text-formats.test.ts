import { describe, expect, test } from "vitest";
import { readListing } from "../listing.ts";

const ABSTRACT =
  "We invent an abstract that is long enough to be told from a title, since it says again and again that nothing in it is real. "
    .repeat(3)
    .trim();

const lineOf = (text: string, beginning: string): number =>
  text.split("\n").findIndex((line) => line.startsWith(beginning)) + 1;

async function factsOf(text: string) {
  const { entries } = await readListing(text);
  return entries.map(({ sighting }) => sighting.facts);
}

describe("an arXiv mail", () => {
  const MAIL = `From: no-reply@example.org
Date: Fri,  3 Jan 25 01:29:12 GMT
Subject: cs daily 2 new + 1 crosses received

------------------------------------------------------------------------------
 received from  Wed  1 Jan 25 19:00:00 GMT  to  Thu  2 Jan 25 19:00:00 GMT
------------------------------------------------------------------------------
------------------------------------------------------------------------------
\\\\
arXiv:2501.01234
Date: Wed, 1 Jan 2025 19:00:02 GMT   (3197kb,D)

Title: A title that wraps
  onto an indented line
Authors: Ada Example and Bo S\\'ample (Uni A)
Categories: cs.CL cs.AI
Comments: 18 pages
Report-no: R-1
DOI: 10.1000/XYZ
\\\\
  Abstract text, hard
wrapped.
  A second paragraph.
\\\\ ( https://arxiv.org/abs/2501.01234 ,  3197kb)
------------------------------------------------------------------------------
\\\\
arXiv:2501.09999
Title line is missing here
\\\\
  Words.
\\\\ ( https://arxiv.org/abs/2501.09999 ,  1kb)
%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-
\\\\
arXiv:math/0611800 (*cross-listing*)
Date: Wed, 1 Jan 2025 10:00:00 GMT   (8kb)

Title: Crossed
Authors: Cy Third
Categories: math.CA cs.LG
\\\\
  More words.
\\\\ ( https://arxiv.org/abs/math/0611800 ,  8kb)
%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%
\\\\
arXiv:2412.00001
replaced with revised version Thu, 2 Jan 2025 11:00:13 GMT   (1527kb,D)

Title: Replaced
Authors: Di Fourth, Ed Fifth
Categories: cs.LG
\\\\ ( https://arxiv.org/abs/2412.00001 ,  1527kb)
%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---
To unsubscribe, write to us.
`;

  test("gives each paper, on the day that arXiv lists it, for the reason of its section", async () => {
    const { entries, problems } = await readListing(MAIL);
    expect(entries.map(({ line, sighting }) => [line, sighting.facts.title, ...sighting.appearances])).toEqual([
      [10, "A title that wraps onto an indented line", { day: "2025-01-03", kind: "new" }],
      [34, "Crossed", { day: "2025-01-03", kind: "cross" }],
      [45, "Replaced", { day: "2025-01-03", kind: "replace" }],
    ]);
    expect(problems).toMatchObject([{ line: 27 }]);
  });

  test("gives all it says of a paper", async () => {
    const [first, , third] = await factsOf(MAIL);
    expect(first).toMatchObject({
      identifiers: [
        { scheme: "arxiv", value: "2501.01234" },
        { scheme: "doi", value: "10.1000/xyz" },
      ],
      authors: [{ name: "Ada Example" }, { name: "Bo Sámple" }],
      categories: ["cs.CL", "cs.AI"],
      comment: "18 pages",
      published: "2025-01-01",
      versions: [{ number: 1, date: "2025-01-01", size: "3197kb" }],
      abstract: "Abstract text, hard wrapped.\n\nA second paragraph.",
    });
    expect(third).toMatchObject({ updated: "2025-01-02", abstract: undefined, published: undefined });
  });

  test.each([
    ["with CRLF", MAIL.replaceAll("\n", "\r\n")],
    ["quoted", MAIL.replaceAll(/^/gm, "> ")],
    ["forwarded twice", MAIL.replaceAll(/^/gm, ">> ")],
    [
      "in quoted-printable",
      MAIL.replaceAll("=", "=3D")
        .replace("hard\n", "ha=\nrd\n")
        .replace("Subject:", "Content-Transfer-Encoding: quoted-printable\nSubject:"),
    ],
  ])("reads the same %s", async (_, text) => {
    expect(await factsOf(text)).toEqual(await factsOf(MAIL));
  });

  test("reads accents out of quoted-printable", async () => {
    const text = MAIL.replace("Bo S\\'ample", "Bo S=C3=A1mple").replace(
      "Subject:",
      "Content-Transfer-Encoding: quoted-printable\nSubject:",
    );
    expect((await factsOf(text))[0]?.authors?.[1]).toEqual({ name: "Bo Sámple" });
  });

  test("keeps records that say the same when they are read again", async () => {
    const { entries } = await readListing(MAIL);
    for (const { sighting } of entries)
      expect((await readListing(sighting.record.text)).entries[0]?.sighting).toEqual(sighting);
  });
});

describe("text copied from an arXiv listing", () => {
  const PAGE = `Skip to main content
Showing new listings for Friday, 3 January 2025
Total of 3 entries
Showing up to 2000 entries per page: fewer | more | all
New submissions (showing 1 of 1 entries)
[1] arXiv:2501.01234 [pdf, html, other]
Title: A title: with a colon
Ada Example, Bo Sample
Comments: 12 pages
Journal-ref: J. Inv. 1 (2025)
Subjects: Computation and Language (cs.CL); Artificial Intelligence (cs.AI)
We invent an abstract.
Cross submissions (showing 1 of 1 entries)
[2] arXiv:2501.00002 (cross-list from math.CA) [pdf, other]
Title:
Crossed
Authors: Cy Third
Subjects: Classical Analysis and ODEs (math.CA); Machine Learning (cs.LG)

Another abstract.
Replacement submissions (showing 1 of 1 entries)
[3] arXiv:2412.00001 (replaced) [pdf, html, other]
Title: Replaced
Di Fourth
Subjects: Machine Learning (cs.LG)
Old words.
Total of 3 entries
About arXiv`;

  test("gives each paper with the day and the reason that the headings say", async () => {
    const { entries, problems } = await readListing(PAGE);
    expect(problems).toEqual([]);
    expect(
      entries.map(({ line, sighting }) => [
        line,
        sighting.facts.title,
        sighting.facts.abstract,
        ...sighting.appearances,
      ]),
    ).toEqual([
      [6, "A title: with a colon", "We invent an abstract.", { day: "2025-01-03", kind: "new" }],
      [14, "Crossed", "Another abstract.", { day: "2025-01-03", kind: "cross" }],
      [22, "Replaced", "Old words.", { day: "2025-01-03", kind: "replace" }],
    ]);
    expect(entries[0]?.sighting.facts).toMatchObject({
      authors: [{ name: "Ada Example" }, { name: "Bo Sample" }],
      categories: ["cs.CL", "cs.AI"],
      comment: "12 pages",
      journalReference: "J. Inv. 1 (2025)",
    });
  });

  test("takes the day from each heading of a page of recent days, and none from a month", async () => {
    const recent =
      "Thu, 2 Jan 2025 (showing 1 of 1 entries )\n[1] arXiv:2501.01234 [pdf]\nTitle: One\nAda Example\nSubjects: Logic (math.LO)\nWed, 1 Jan 2025\n[2] arXiv:2501.00002 [pdf]\nTitle: Two\nBo Sample";
    const days = (await readListing(recent)).entries.map(({ sighting }) => sighting.appearances.map(({ day }) => day));
    expect(days).toEqual([["2025-01-02"], ["2025-01-01"]]);
    const month = await readListing("[1] arXiv:2501.01234 [pdf]\nTitle: One\nAda Example");
    expect(month.entries[0]?.sighting.appearances).toEqual([]);
  });

  test("tells an item without a title, and keeps records that can be read again", async () => {
    const { entries, problems } = await readListing(`${PAGE}\n[4] arXiv:2501.00004 [pdf]\n`);
    expect(problems).toMatchObject([{ line: 29 }]);
    for (const { sighting } of entries)
      expect((await readListing(sighting.record.text)).entries[0]?.sighting).toEqual(sighting);
  });
});

describe("text copied from a Daily Papers page", () => {
  const AUTHORS_BELOW = `new

Get trending papers in your email inbox!

Subscribe

Daily Papers

byAK and the research community

Nov 21


A First Title

${ABSTRACT}

  • 12 authors
·

Nov 8, 2023

Second: Is "This" a Title?

First paragraph of it.

${ABSTRACT}

  • 1 author
·
Feb 4 17

A First Title

${ABSTRACT}

  • 12 authors
·
Nov 8, 2023 2

Third

Short words.

  • 3 authors
·
Oct 24, 2024 2`;

  test("in the layout with authors below gives counts and dates, each paper once, and no line of the page around", async () => {
    const { entries, problems } = await readListing(AUTHORS_BELOW);
    expect(problems).toEqual([]);
    expect(
      entries.map(({ line, sighting: { facts } }) => [line, facts.title, facts.authorCount, facts.published]),
    ).toEqual([
      [lineOf(AUTHORS_BELOW, "A First"), "A First Title", 12, "2023-11-08"],
      [lineOf(AUTHORS_BELOW, "Second"), 'Second: Is "This" a Title?', 1, "--02-04"],
      [lineOf(AUTHORS_BELOW, "Third"), "Third", 3, "2024-10-24"],
    ]);
    expect(entries[1]?.sighting.facts.abstract).toBe(`First paragraph of it.\n\n${ABSTRACT}`);
    expect(
      entries.every(({ sighting }) => sighting.facts.counts === undefined && sighting.appearances.length === 0),
    ).toBe(true);
  });

  const IN_TURN = `Get trending papers in your email inbox once a day!
Get trending papers in your email inbox!
SubscribeTowards Exact Invention
${ABSTRACT}
Second: ${"a very long title ".repeat(12)}?
Short abstract. ${ABSTRACT}
Towards Exact Invention
${ABSTRACT}
Third of $O(n^2)$
${ABSTRACT} Third.`;

  test("in the layout of alternating lines gives titles and abstracts, the first unglued from the button", async () => {
    const { entries, problems } = await readListing(IN_TURN);
    expect(problems).toEqual([]);
    expect(
      entries.map(({ line, sighting }) => [
        line,
        sighting.facts.title.slice(0, 30),
        sighting.facts.abstract?.slice(0, 20),
      ]),
    ).toEqual([
      [3, "Towards Exact Invention", ABSTRACT.slice(0, 20)],
      [5, "Second: a very long title a ve", "Short abstract. We i"],
      [9, "Third of $O(n^2)$", ABSTRACT.slice(0, 20)],
    ]);
  });

  test("may be several pages of both layouts, with lines around that are told", async () => {
    const text = `Models Datasets\n${IN_TURN}\nA stray line\n${AUTHORS_BELOW}\n\nthe end`;
    const { entries, problems } = await readListing(text);
    expect(entries).toHaveLength(6);
    expect(problems.map(({ line }) => line)).toEqual([1, lineOf(text, "A stray"), lineOf(text, "the end")]);
  });

  test("keeps an abstract that lost its title, under a guessed one", async () => {
    const [, facts] = await factsOf(`One Title Here\n${ABSTRACT}\n${ABSTRACT.slice(3)}`);
    expect(facts).toMatchObject({ isTitleProvisional: true, abstract: ABSTRACT.slice(3) });
  });
});

describe("paragraphs that begin with “Abstract:”", () => {
  test("become papers with provisional titles from their first clauses", async () => {
    const text = `Some heading\nAbstract:We study invention, a thing nobody studied.\nAbstract: Large models\nare slow. We make them fast.\n\nAbstract: ${"word ".repeat(40)}`;
    const { entries, problems } = await readListing(text);
    expect(
      entries.map(({ line, sighting }) => [line, sighting.facts.title, sighting.facts.isTitleProvisional]),
    ).toEqual([
      [2, "We study invention, a thing nobody studied", true],
      [3, "Large models are slow", true],
      [6, `${"word ".repeat(14)}…`, true],
    ]);
    expect(entries[1]?.sighting.facts.abstract).toBe("Large models are slow. We make them fast.");
    expect(problems).toMatchObject([{ line: 1 }]);
  });
});

describe("a list of identifiers", () => {
  test.each([
    ["2501.01234v2", ["2501.01234"]],
    ["- arXiv:2501.01234 and math.CA/0611800v2, 10.1000/AbC.", ["2501.01234", "math/0611800", "10.1000/abc"]],
    ["* [A paper](https://arxiv.org/abs/2501.01234) ([code](https://github.com/x/y))", ["2501.01234"]],
    ["<https://arxiv.org/pdf/2501.01234v1.pdf>;2501.00002,2501.00003", ["2501.01234", "2501.00002", "2501.00003"]],
    ["1. doi: 10.1016/S0140-6736(20)30183-5 (see there)", ["10.1016/s0140-6736(20)30183-5"]],
    ["https://openreview.net/forum?id=AbCdEfGhIj", ["AbCdEfGhIj"]],
    ["https://aclanthology.org/2023.acl-long.1/", ["2023.acl-long.1"]],
    ["https://example.org/papers/one?x=1", ["https://example.org/papers/one?x=1"]],
    ["https://huggingface.co/papers/2501.01234 https://arxiv.org/abs/2501.01234", ["2501.01234"]],
  ])("finds the papers of %j", async (line, values) => {
    const facts = await factsOf(line);
    expect(facts.map(({ identifiers }) => identifiers[0]?.value)).toEqual(values);
    expect(facts.every(({ isTitleProvisional }) => isTitleProvisional)).toBe(true);
    expect(facts[0]?.title).toContain(values[0]);
  });

  test("keeps a damaged id as it was found, and tells lines that name nothing", async () => {
    const { entries, problems } = await readListing("# My list\n2406.105\n\nthree apples\n2501.00002");
    expect(entries.map(({ sighting }) => [sighting.damagedArxivId, sighting.facts.identifiers.length])).toEqual([
      ["2406.105", 0],
      [undefined, 1],
    ]);
    expect(problems).toMatchObject([{ line: 4 }]);
  });
});
