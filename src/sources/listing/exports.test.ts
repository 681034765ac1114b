import { describe, expect, test } from "vitest";
import { readListing } from "../listing.ts";

async function factsOf(text: string) {
  const { entries } = await readListing(text);
  return entries.map(({ sighting }) => sighting.facts);
}

async function sightingOf(record: object) {
  const { entries } = await readListing(JSON.stringify([record]));
  return entries[0]?.sighting;
}

describe("JSON of many tools", () => {
  test("is read by whatever names it gives to things", async () => {
    const facts = {
      identifiers: [{ scheme: "arxiv", value: "2501.01234" }],
      published: "2025-01-03",
      authors: [{ name: "Ada Example" }, { name: "Bo Sample" }],
      categories: ["cs.CL", "cs.AI"],
      links: { code: "https://github.com/x/y", project: "https://x.example" },
      counts: { votes: 0, comments: 3, stars: 12 },
      organization: "Uni A",
      authorCount: 9,
    };
    const snake = {
      arxiv_id: "2501.01234v2",
      title: "One",
      authors: ["Ada Example", "Bo Sample"],
      published_at: "2025-01-03T15:29:38.000Z",
      categories: ["cs.AI"],
      primary_category: "cs.CL",
      github_repo: "https://github.com/x/y",
      project_page: "https://x.example",
      upvotes: 0,
      num_comments: 3,
      github_stars: 12,
      organization: "Uni A",
      author_count: 9,
    };
    const camel = {
      id: "arXiv:2501.01234",
      title: "One",
      authors: "Ada Example and Bo Sample",
      publishedAt: "2025-01-03",
      categories: "cs.CL cs.AI",
      codeUrl: "https://github.com/x/y",
      projectUrl: "https://x.example",
      votes: "0",
      comments: 3,
      githubStars: "12",
      organization: { name: "a", fullname: "Uni A" },
      authorCount: 9,
    };
    expect((await sightingOf(snake))?.facts).toMatchObject(facts);
    expect((await sightingOf(camel))?.facts).toMatchObject(facts);
  });

  test("of a Daily Papers interface has the authors' abstract in its summary, and two dates", async () => {
    const item = {
      paper: {
        id: "2501.01234",
        title: "One",
        summary: "Theirs.",
        ai_summary: "Ours.",
        publishedAt: "2025-01-01T00:00:00.000Z",
        upvotes: 5,
        authors: [{ name: "Ada Example" }, { name: "Hidden", hidden: true }],
      },
      title: "One",
      summary: "Theirs.",
      publishedAt: "2025-01-06T02:11:00.000Z",
      numComments: 2,
    };
    expect((await sightingOf(item))?.facts).toMatchObject({
      abstract: "Theirs.",
      summary: "Ours.",
      published: "2025-01-01",
      counts: { votes: 5, comments: 2 },
      authors: [{ name: "Ada Example" }],
    });
  });

  test("of CSL, Crossref, Semantic Scholar and arXiv's own dump is read", async () => {
    const [csl, crossref, scholar, dump] = await factsOf(
      JSON.stringify([
        {
          type: "article-journal",
          title: "One",
          author: [{ given: "Ada", family: "Example" }, { literal: "The Lab, Inc." }],
          issued: { "date-parts": [[2024, 5]] },
          DOI: "10.1000/ABC",
          "container-title": "J. Inv.",
          abstract: "<jats:title>Abstract</jats:title><jats:p>We <jats:italic>do</jats:italic>.</jats:p>",
        },
        {
          title: ["Two"],
          author: [{ given: "Bo", family: "Sample", affiliation: [{ name: "Uni B" }] }],
          "container-title": ["Proc."],
          published: { "date-parts": [[2023]] },
          DOI: "10.48550/arXiv.2301.00001",
        },
        {
          paperId: "abc",
          externalIds: { ArXiv: "2402.00001", DOI: "10.1000/s2" },
          title: "Three",
          year: 2024,
          tldr: { text: "Short." },
          citationCount: 4,
        },
        {
          id: "0704.0001",
          title: "Four\n  lines",
          authors: "C. Bal\\'azs",
          authors_parsed: [["Bal\\'azs", "C.", ""]],
          comments: "37 pages, 15 figures",
          "journal-ref": "J. 1",
          categories: "hep-ph cs.LG",
          versions: [{ version: "v1", created: "Mon, 2 Apr 2007 19:18:42 GMT" }],
          update_date: "2008-11-26",
        },
      ]),
    );
    expect(csl).toMatchObject({
      authors: [{ name: "Ada Example" }, { name: "The Lab, Inc." }],
      published: "2024-05",
      venue: "J. Inv.",
      abstract: "We do.",
      identifiers: [{ scheme: "doi", value: "10.1000/abc" }],
    });
    expect(crossref).toMatchObject({
      title: "Two",
      authors: [{ name: "Bo Sample", affiliation: "Uni B" }],
      venue: "Proc.",
      published: "2023",
      identifiers: [{ scheme: "arxiv", value: "2301.00001" }],
    });
    expect(scholar).toMatchObject({
      published: "2024",
      summary: "Short.",
      identifiers: [
        { scheme: "arxiv", value: "2402.00001" },
        { scheme: "doi", value: "10.1000/s2" },
      ],
    });
    expect(dump).toMatchObject({
      title: "Four lines",
      authors: [{ name: "C. Balázs" }],
      comment: "37 pages, 15 figures",
      counts: undefined,
      journalReference: "J. 1",
      categories: ["hep-ph", "cs.LG"],
      published: "2007-04-02",
      updated: "2008-11-26",
    });
  });

  test("keeps somebody's summary apart from an abstract", async () => {
    expect((await sightingOf({ title: "One", summary: "In short." }))?.facts).toMatchObject({
      abstract: undefined,
      summary: "In short.",
    });
  });

  test("names papers only by identifiers we know", async () => {
    expect((await sightingOf({ id: "pl:3dv2025:05T81ScPFb", title: "One" }))?.facts.identifiers).toEqual([]);
    expect(await sightingOf({ id: 7 })).toBeUndefined();
    expect(await sightingOf({ id: "2501.01234" })).toMatchObject({
      facts: { title: "2501.01234", isTitleProvisional: true },
    });
    expect((await sightingOf({ title: "0", upvotes: 0 }))?.facts).toMatchObject({ title: "0", counts: { votes: 0 } });
  });

  test.each([
    [{ id: 2503.0213, title: "One" }, "2503.0213"],
    [{ id: "2406.105", title: "One" }, "2406.105"],
    [{ arxiv: 2503.0213 }, "2503.0213"],
    [{ id: 2503.12345, title: "One" }, undefined],
  ])("keeps an arXiv id that lost digits: %j", async (record, damaged) => {
    const sighting = await sightingOf(record);
    expect(sighting?.damagedArxivId).toBe(damaged);
    expect(sighting?.facts.identifiers).toHaveLength(damaged === undefined ? 1 : 0);
  });

  test.each([
    [{ daily_date: "2025-01-06" }, [{ day: "2025-01-06", kind: "featured" }]],
    [
      { dailyDate: "2025-01-06T00:00:00Z", first_seen: "2025-01-03" },
      [
        { day: "2025-01-06", kind: "featured" },
        { day: "2025-01-03", kind: "new" },
      ],
    ],
    [{ announced: "2025-01-03", announceType: "cross" }, [{ day: "2025-01-03", kind: "cross" }]],
    [{ announced: "2025-01-03", announce_type: "replace-cross" }, [{ day: "2025-01-03", kind: "replace" }]],
    [{ published_at: "2025-01-03", daily_date: "soon" }, []],
  ])("appears on the days it states: %j", async (record, appearances) => {
    expect((await sightingOf({ title: "One", ...record }))?.appearances).toEqual(appearances);
  });

  test("may be wrapped, concatenated, hold bare ids, or be cut short: all before the cut is read", async () => {
    const titles = async (text: string) => (await factsOf(text)).map(({ title }) => title);
    expect(
      await titles('{"total": 2, "papers": [{"title": "One"}, {"title": "Two", "items": [1]}], "next": null}'),
    ).toEqual(["One", "Two"]);
    expect(await titles('{"message": {"items": [{"title": "One"}]}}')).toEqual(["One"]);
    expect(await titles('{\n"title": "One"\n}\n{\n"title": "Two"\n}')).toEqual(["One", "Two"]);
    expect(await titles('["2501.01234", "nothing", 2501.00010]')).toEqual(["2501.01234", "2501.00010"]);
    const cut = await readListing('[{"title": "One"},\n {"title": "Two"},\n {"title": "Th');
    expect(cut.entries.map(({ line, sighting }) => [line, sighting.facts.title])).toEqual([
      [1, "One"],
      [2, "Two"],
    ]);
    expect(cut.problems).toMatchObject([{ line: 3 }]);
  });

  test("may hold what Python writes, and keys twice or of the language", async () => {
    const [one, two] = await factsOf(
      '{"title": "NaN and \\"Infinity\\"", "stars": NaN, "year": -Infinity}\n{"title": "One", "title": "Two", "__proto__": {"x": 1}, "constructor": 3}',
    );
    expect(one).toMatchObject({ title: 'NaN and "Infinity"', counts: undefined });
    expect(two).toMatchObject({ title: "Two" });
    expect(Object.getPrototypeOf({})).not.toHaveProperty("x");
  });
});

describe("BibTeX", () => {
  test("is read with strings, crossrefs, TeX and formulas", async () => {
    const [paper] = await factsOf(String.raw`
@comment{jabref-meta: grouping @article{no,}}
@preamble{"\newcommand{\x}{y}"}
@string{neurips = {Advances in {NeurIPS}}}
% @article{gone, title = {Commented out}}
@inproceedings{a:1,
  title     = {The {GAN} of \'Etienne: $O(n^{2})$ \& "quotes", 50% off for $5},
  author    = "Bal{\'a}zs, C. and {The Lab, Inc.} and Ada van der Berg and King, Jr., Martin and others",
  eprint = {2501.01234v2}, archivePrefix = {arXiv}, primaryClass = {cs.LG}, doi = {10.1000/a\_b}, url = {https://x.example/a\_b?c=1\&d=%20},
  crossref = {Vol}, month = jan, note = {12 pages}, abstract = {One.

Two.},
}
@Proceedings(vol, title = neurips # " 33", year = 2020)`);
    expect(await factsOf("@string{j = {Journal}} @misc{a, title={One}, journal = j # { of } # j}")).toMatchObject([
      { venue: "Journal of Journal" },
    ]);
    expect(paper).toMatchObject({
      title: 'The GAN of Étienne: $O(n^{2})$ & "quotes", 50% off for $5',
      authors: [
        { name: "C. Balázs" },
        { name: "The Lab, Inc." },
        { name: "Ada van der Berg" },
        { name: "Martin King Jr." },
      ],
      identifiers: [
        { scheme: "arxiv", value: "2501.01234" },
        { scheme: "doi", value: "10.1000/a_b" },
        { scheme: "url", value: "https://x.example/a_b?c=1&d=%20" },
      ],
      published: "2020-01",
      venue: "Advances in NeurIPS 33",
      comment: "12 pages",
      categories: ["cs.LG"],
      abstract: "One.\n\nTwo.",
    });
  });

  test.each([
    ["journal = {arXiv preprint arXiv:1706.03762}", "1706.03762"],
    ["journal = {CoRR}, volume = {abs/1706.03762}", "1706.03762"],
    ["howpublished = {\\url{https://arxiv.org/abs/1706.03762v5}}", "1706.03762"],
    ["eprint = {0611800}, archiveprefix = {arXiv}, primaryclass = {math.CA}", "math/0611800"],
    ["eprinttype = {arxiv}, eprint = {1706.03762}", "1706.03762"],
  ])("finds the arXiv id in %s, which is no venue", async (field, id) => {
    const [facts] = await factsOf(`@misc{a, title = {One}, ${field}}`);
    expect(facts).toMatchObject({ identifiers: [{ scheme: "arxiv", value: id }], venue: undefined });
  });

  test.each([
    ["@article{b, title = {Never closed}, abstract = {a {b}"],
    ["@article{b, title = , = }"],
    ["@article{b title}"],
    ["@article{b, year = 2020}"],
  ])("loses one broken entry and tells its line: %s", async (broken) => {
    const { entries, problems } = await readListing(`@misc{a, title = {One}}\n\n${broken}\n@misc{c, title = {Three}}`);
    expect(entries.map(({ line, sighting }) => [line, sighting.facts.title])).toEqual([
      [1, "One"],
      [4, "Three"],
    ]);
    expect(problems).toMatchObject([{ line: 3 }]);
  });
});

describe("RIS", () => {
  test("is read in the spellings of several tools", async () => {
    const { entries, problems } = await readListing(
      "Provider: X\r\nTY  - JOUR\r\nT1  - One\r\nAU  - Example, Ada\r\nAU  - van der Berg, Ada Maria\r\nPY  - 2020///\r\nDA  - 2020/05/12/\r\nN2  - First line\r\nsecond line\r\nJO  - J. Inv.\r\nDO  - 10.1000/abc\r\nUR  - https://arxiv.org/abs/2501.01234\r\nER  - \r\n\r\nTY - CONF\r\nTI - Two\r\nPY - 2021\r\nTY  - JOUR\r\nPY  - 2020\r\nER  -",
    );
    expect(entries.map(({ line, sighting }) => [line, sighting.facts.title, sighting.facts.published])).toEqual([
      [2, "One", "2020-05-12"],
      [15, "Two", "2021"],
    ]);
    expect(entries[0]?.sighting.facts).toMatchObject({
      authors: [{ name: "Ada Example" }, { name: "Ada Maria van der Berg" }],
      abstract: "First line second line",
      venue: "J. Inv.",
      identifiers: [
        { scheme: "doi", value: "10.1000/abc" },
        { scheme: "arxiv", value: "2501.01234" },
      ],
    });
    expect(problems.map(({ line }) => line)).toEqual([1, 18]);
  });
});

describe("a table", () => {
  test("is read whatever separates its cells, with quotes, lines in cells, guards and lists", async () => {
    const text =
      '\ufeffsep=;\nTitle;Author;Publication Year;DOI;Abstract Note\n"One; ""two""\nthree";Example, Ada; Sample\n\'=1+1;"Example, Ada; Sample, Bo";2024;10.1000/abc;nan\nTwo;"[\'Ada O\\\'Hara\', ""Bo Sample""]";;;\n;;;;\nFour;a;b;c;d;e';
    const { entries, problems } = await readListing(text);
    expect(entries.map(({ line, sighting }) => [line, sighting.facts.title])).toEqual([
      [3, 'One; "two" three'],
      [5, "=1+1"],
      [6, "Two"],
    ]);
    expect(entries[1]?.sighting.facts).toMatchObject({
      authors: [{ name: "Ada Example" }, { name: "Bo Sample" }],
      published: "2024",
      abstract: undefined,
    });
    expect(entries[2]?.sighting.facts.authors).toEqual([{ name: "Ada O'Hara" }, { name: "Bo Sample" }]);
    expect(problems).toMatchObject([{ line: 7 }, { line: 8 }]);
  });

  test("keeps ids as text, and a lone quote to its line", async () => {
    const { entries } = await readListing('id\ttitle\n2406.105\tOne\n2501.01230\t"Two\n2501.00003\tThree');
    expect(entries.map(({ sighting }) => [sighting.facts.title, sighting.damagedArxivId])).toEqual([
      ["One", "2406.105"],
      ["Two", undefined],
      ["Three", undefined],
    ]);
  });
});
