import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openListing, readListing } from "../listing.ts";

const SAMPLES = [
  '{"id": "2501.01234", "title": "One", "authors": ["Ada Example"], "abstract": "We \\"do\\"."}\n{"title": "Two"}',
  '{"papers": [{"title": "One", "links": [{"href": "https://x.example"}]}, {"title": "Two"}]}',
  '@string{j = "J"}\n@article{a, title = {One {Two}}, author = "Ada and Bo", journal = j # {x}, year = 2020}\n@misc(b, title = {Two})',
  "TY  - JOUR\nTI  - One\nAU  - Example, Ada\nAB  - Words\nmore\nPY  - 2020\nER  - \n",
  'title,authors,year\n"One, ""Two""\nThree","Example, Ada; Sample, Bo",2020\nFour,Five,2021',
  "Date: Fri,  3 Jan 25 01:29:12 GMT\n\\\\\narXiv:2501.01234\nDate: Wed, 1 Jan 2025 19:00:02 GMT   (3kb)\n\nTitle: One\nAuthors: Ada\n\\\\\n  Words.\n\\\\ ( https://arxiv.org/abs/2501.01234 ,  3kb)\n",
  "Showing new listings for Friday, 3 January 2025\n[1] arXiv:2501.01234 [pdf, html]\nTitle: One\nAda Example\nSubjects: Logic (math.LO)\nWords.",
  `new\n\nGet trending papers in your email inbox!\n\nSubscribe\nOne\n\n${"words ".repeat(40)}\n\n  • 3 authors\n·\nFeb 4 2`,
  "Abstract: We do a thing. And more.\n\nAbstract:Another.",
  "- [x](https://arxiv.org/abs/2501.01234), 10.1000/abc\n2406.105",
];

/** A sample that somebody tore, doubled, or spilled something on. */
const damaged = fc
  .record({
    sample: fc.constantFrom(...SAMPLES),
    cuts: fc.array(
      fc.tuple(
        fc.nat(400),
        fc.nat(40),
        fc.oneof(fc.string({ unit: "binary", maxLength: 5 }), fc.constantFrom(...Array.from("{}[]\"\\@,;\t\n\0%$#'="))),
      ),
    ),
  })
  .map(({ sample, cuts }) =>
    cuts.reduce((text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length), sample),
  );

function expectSound(listing: Awaited<ReturnType<typeof readListing>>, lineCount: number): void {
  for (const { line, sighting } of listing.entries) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lineCount);
    expect(sighting.facts.title.trim()).not.toBe("");
    expect(sighting.facts.title).toBe(sighting.facts.title.normalize("NFC"));
    expect(sighting.facts.title).not.toMatch(/[\n\0]/);
  }
  if (listing.entries.length === 0) expect(listing.problems.length).toBeGreaterThan(0);
}

describe("any text", () => {
  test("is read without throwing, and what is not read is told", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), damaged), async (text) => {
        expectSound(await readListing(text), text.split(/\r\n|[\n\r]/).length);
      }),
      { numRuns: 1000 },
    );
  });

  test("as bytes is read without throwing", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom("", "\u001f\u008b", '{"', "@a{"),
        async (tail, start) => {
          const bytes = Buffer.concat([Buffer.from(start, "latin1"), tail]);
          async function* chunks(): AsyncIterable<Uint8Array> {
            yield bytes.subarray(0, 3);
            yield bytes.subarray(3);
          }
          let told = 0;
          for await (const { entries, problems } of (await openListing(chunks())).batches)
            told += entries.length + problems.length;
          expect(told).toBeGreaterThan(0);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("reading takes no longer than the text is long", () => {
  /** What is quadratic takes minutes for half a megabyte, on any machine; a busy one takes some seconds for what is not. */
  const LONGEST_MS = 20_000;
  const SIZE = 500_000;
  const many = (piece: string): string => piece.repeat(Math.ceil(SIZE / piece.length));
  test.each([
    ["dashes", many("-")],
    ["spaces", many(" ")],
    ["empty lines", many("\n")],
    ["deep JSON", many("[")],
    ["deep objects", many('{"a":')],
    ["JSON strings that do not end", `{"title": "${many('\\"')}`],
    ["lines of torn JSON", many('{"title\n')],
    ["bare NaN", `{"a": NaN, "title": "${many('\\" NaN ')}`],
    ["unclosed BibTeX", `@misc{a, title = {${many("{")}`],
    ["unclosed BibTeX entries", many("@misc{a, title = {x\n")],
    ["BibTeX entries in one line", many("@misc{a, title = {One}} ")],
    ["space in BibTeX", `@misc{a, ${many(" ")} title = {One}}`],
    ["commas in BibTeX", `@misc{a, ${many(",")}`],
    ["a BibTeX title", `@misc{a, title = {${many("word ")}}}`],
    ["many long BibTeX fields", `@misc{a, ${many(`title = {${"word ".repeat(12_000)}}, `)}}`],
    ["BibTeX braces", `@misc{a, title = {${"{".repeat(SIZE / 2)}${"}".repeat(SIZE / 2)}}}`],
    [
      "BibTeX strings that double",
      `@string{a = {x}}\n${many("@string{a = a # a}\n").slice(0, 9500)}@misc{b, title = a}`,
    ],
    ["BibTeX strings", many('@string{a = "x"}\n').slice(0, 50_000)],
    ["BibTeX comments that do not end", many("@comment(")],
    ["BibTeX heads in a comment", many("%@a(")],
    ["BibTeX heads without keys", many("@a{ ")],
    ["joined BibTeX strings", `@misc{a, title = ${many('"x" # ')}`],
    ["authors", `@misc{a, title = {One}, author = {${many("A and ")}B}}`],
    ["RIS lines without end", `TY  - JOUR\n${many("AU  - x\n")}`],
    ["one RIS field", `TY  - JOUR\nTI  - One\n${many("more\n")}`],
    ["quotes in a table", `title,year\n${many('"')}`],
    ["lone quotes in a table", `title,year\n${many('a,"b" c\n')}`],
    ["quoted pairs in a table", `title,year\n${many('a,"b"""\n')}`],
    ["cells", `title,year\n${many(",")}`],
    ["closing brackets after an address", `https://x.example/${many(")")}`],
    ["brackets", many("[](")],
    ["quote marks", `${many(">")} \\\\`],
    ["mail entries", many("\\\\\narXiv:2501.01234\nTitle: x\n\\\\\n")],
    ["soft line ends", `\\\\\narXiv:2501.01234\n${many("=\n")}`],
    ["page items", many("[1] arXiv:2501.01234\nTitle: x\n")],
    ["Daily Papers blocks", many("One\n• 3 authors\n·\nFeb 4\n")],
    ["invitations", many("Get trending papers in your email inbox!\n")],
    ["abstracts", many("Abstract:\n")],
    ["one abstract", `Abstract: ${many("word ")}`],
  ])("of %s", { timeout: 20_000 }, async (_, text) => {
    const start = performance.now();
    await readListing(text);
    expect(performance.now() - start).toBeLessThan(LONGEST_MS);
  });
});
